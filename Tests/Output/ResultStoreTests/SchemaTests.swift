import Foundation
import Testing

@testable import ResultStore

/// A store of every schema version that was ever released is kept beside these tests as it was written then, with one run in it.
@Suite(.serialized) struct SchemaTests {
  private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Schemas")

  /// A schema step without a store from before it could not be tested later: the missing one is written, and the test fails once.
  @Test func everyVersionHasItsStore() throws {
    for version in 1...Schema.steps.count {
      let file = folder.appendingPathComponent("\(version).sqlite")
      if FileManager.default.fileExists(atPath: file.path) { continue }
      try #require(version == Schema.steps.count, "the store of version \(version) is lost")
      do { _ = try RunStore(file.path, creating: true).keep(sample(figures: 12)) }
      Issue.record("\(file.lastPathComponent) was missing; it is written now")
    }
  }

  @Test(arguments: 1...Schema.steps.count) func aStoreOfAnyVersionIsBroughtUpToDate(version: Int) throws {
    try withFolder { temporary in
      let path = "\(temporary)/old.sqlite"
      try FileManager.default.copyItem(atPath: folder.appendingPathComponent("\(version).sqlite").path, toPath: path)
      let header = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)).prefix(64))
      #expect(header.last == UInt8(version))
      let store = try RunStore(path, creating: false)
      #expect(try store.pragma("user_version") == "\(Schema.steps.count)")
      #expect(try store.pragma("integrity_check") == "ok")
      #expect(try store.run(try store.id("\(sample().id.prefix(8))")) == sample(figures: 12))
      #expect(try store.keep(sample("village")) == .new)
    }
  }
}
