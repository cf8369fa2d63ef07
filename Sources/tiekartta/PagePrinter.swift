import ArgumentParser
import Foundation

/// Prints a page as PDF by a program that is installed: Chromium, which tags the PDF for assistive technology and keeps its outline, or
/// WeasyPrint, which does both as PDF/UA.
struct PagePrinter {
  enum Kind { case chromium, weasyPrint }

  let kind: Kind
  let path: String

  /// - Throws: a message that names what could be installed, when nothing is.
  static func found() throws -> PagePrinter {
    let known: [(Kind, [String])] = [
      (.chromium, ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]), (.weasyPrint, ["weasyprint"]),
    ]
    for (kind, names) in known {
      for name in names {
        if let path = onPath(name) { return PagePrinter(kind: kind, path: path) }
      }
    }
    Terminal.talk(
      "tiekartta: --pdf needs Chromium ('apt install chromium') or WeasyPrint ('apt install weasyprint'); neither is on the PATH. "
        + "The HTML page prints from any browser")
    throw badInput
  }

  private static func onPath(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Writes beside the file and renames, so that a killed run leaves the old file whole.
  func print(_ page: String, to pdf: String) throws {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent("tiekartta-\(UUID().uuidString)")
    defer { try? files.removeItem(at: folder) }
    let beside = folder.appendingPathComponent("page.pdf")
    do {
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      try run(arguments(URL(fileURLWithPath: page), beside, profile: folder))
      try writeWhole(try Data(contentsOf: beside), to: pdf)
    } catch let error as WriteError {
      throw error
    } catch {
      Terminal.talk("tiekartta: \(path) made no PDF of \(page)")
      throw badInput
    }
  }

  private func arguments(_ page: URL, _ pdf: URL, profile: URL) -> [String] {
    switch kind {
    case .weasyPrint: ["--pdf-variant", "pdf/ua-1", page.path, pdf.path]
    case .chromium:
      [
        "--headless=new", "--disable-gpu", "--no-first-run", "--user-data-dir=\(profile.path)", "--no-pdf-header-footer",
        "--generate-pdf-document-outline", "--print-to-pdf=\(pdf.path)",
      ]
        // Chromium refuses its sandbox to root; the page is our own file and loads nothing.
        + (getuid() == 0 ? ["--no-sandbox"] : []) + [page.absoluteString]
    }
  }

  private func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableRuntimeMismatch) }
  }
}
