/// The names under which a server lets itself be called.
///
/// A page of another site can make its own name lead to this machine (DNS rebinding) and would then read the plan through the reader's
/// browser; the browser names that site as host, and such a request is refused.
package struct HostNames: Sendable, Equatable {
  package static let loopback = ["localhost", "127.0.0.1", "[::1]"]

  private let names: Set<String>

  /// - Parameter others: names beside those of the machine itself; an IPv6 address with or without brackets.
  package init(_ others: [String] = []) { names = Set((Self.loopback + others).map(Self.canonical)) }

  /// Whether a `Host` header, `name` or `name:port`, is one of the names.
  func allow(_ authority: String?) -> Bool {
    guard let name = authority.flatMap(Self.name) else { return false }
    return names.contains(Self.canonical(name))
  }

  /// Whether an `Origin` header is of one of the names, or there is none.
  func allow(origin: String?) -> Bool {
    guard let origin else { return true }
    return origin.hasPrefix("http://") && allow(String(origin.dropFirst("http://".count)))
  }

  /// The name without its port; nil for what is no authority.
  private static func name(_ authority: String) -> String? {
    let end = authority.hasPrefix("[") ? authority.firstIndex(of: "]").map { authority.index(after: $0) } : authority.firstIndex(of: ":")
    guard let end else { return authority.hasPrefix("[") || authority.isEmpty ? nil : authority }
    let port = authority[end...]
    guard port.isEmpty || port.hasPrefix(":") && port.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return String(authority[..<end])
  }

  private static func canonical(_ name: String) -> String {
    let name = name.lowercased()
    return name.contains(":") && !name.hasPrefix("[") ? "[\(name)]" : name
  }
}
