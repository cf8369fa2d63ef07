import Foundation

/// Rows on their way to a file or a stream: whole lines, each handed to the system before the next is made.
package struct RowFile: Sendable {
  let path: String
  private let descriptor: Int32

  package static let standardOutput = RowFile(path: "standard output", descriptor: STDOUT_FILENO)

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  /// Opens a file that no other batch is writing.
  /// - Parameter isNew: whether it must not be there yet; otherwise it may be.
  package init(_ path: String, isNew: Bool) throws(RowFileError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | (isNew ? O_EXCL : 0), 0o644)
    guard descriptor >= 0 else { throw errno == EEXIST ? .exists(path) : .system(path, reason) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .busy(path)
    }
    self.init(path: path, descriptor: descriptor)
  }

  /// All bytes of the file.
  func content() throws(RowFileError) -> Data {
    do { return try Data(contentsOf: URL(fileURLWithPath: path)) } catch { throw .system(path, "it cannot be read") }
  }

  /// Cuts the file and goes on writing at its new end.
  func cut(to length: Int) throws(RowFileError) {
    guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) >= 0 else { throw .system(path, reason) }
  }

  package func append(_ text: String) throws(RowFileError) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        throw .system(path, reason)
      }
      bytes = bytes.dropFirst(written)
    }
  }
}

/// Why rows cannot be written.
package enum RowFileError: Error, CustomStringConvertible {
  case exists(String)
  case busy(String)
  case system(String, String)

  package var description: String {
    switch self {
    case .exists(let path):
      "\(path):1:1: error: there is a file of this name already; expected a name that is not taken; hint: --resume goes on with it"
    case .busy(let path): "\(path):1:1: error: another batch is writing this file; expected a file of its own"
    case .system(let path, let reason): "\(path):1:1: error: the rows cannot be written: \(reason)"
    }
  }
}

private var reason: String { String(cString: strerror(errno)) }
