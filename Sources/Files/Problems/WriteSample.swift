import Foundation
import LinearAlgebra

extension SampleDesign {
  /// Writes a header of names and one row for each evaluation, comma-separated, with as many digits as read back to the same numbers.
  ///
  /// A file is written under the name `path.part` and renamed, so that a killed run leaves the old file whole.
  /// - Parameter path: nil for standard output. What is there and no file, such as a device or a pipe, is written to as it is.
  /// - Throws: `WriteSampleError`.
  package func write(to path: String?) throws {
    guard let path else { return try write(to: FileHandle.standardOutput, named: "standard output") }
    let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    let isWhole = kind == nil || kind == .typeRegular
    let target = isWhole ? path + ".part" : path
    if isWhole { _ = FileManager.default.createFile(atPath: target, contents: nil) }
    guard let handle = FileHandle(forWritingAtPath: target) else { throw WriteSampleError(path: path) }
    do {
      try write(to: handle, named: path)
      try handle.close()
      if isWhole, rename(target, path) != 0 { throw WriteSampleError(path: path) }
    } catch {
      if isWhole { try? FileManager.default.removeItem(atPath: target) }
      throw error
    }
  }

  private func write(to handle: FileHandle, named path: String) throws {
    var rows = NumberRows(columns: names.count)
    rows.append(names.map(csvCell).joined(separator: ",") + "\n")
    func flush() throws {
      do { try handle.write(contentsOf: rows.take()) } catch { throw WriteSampleError(path: path) }
    }
    try forEachBlock { block in
      for point in 0..<block.columns {
        rows.append(point, of: block)
        if rows.isFull { try flush() }
      }
    }
    try flush()
  }
}

package struct WriteSampleError: Error, CustomStringConvertible {
  package let path: String
  package var description: String { "\(path): cannot be written; is the folder there and is there room, and may you write to it?" }
}

/// A cell by RFC 4180.
func csvCell(_ text: String) -> String {
  let mustBeQuoted = text.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
  return mustBeQuoted ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
}

/// Rows of numbers as text. In the designs for sensitivity an input goes back and forth between two values, so each column remembers
/// the text of its last two: most cells are then copied, not written.
private struct NumberRows {
  private static let width = 32
  private static let flushedAt = 1 << 20
  private let columns: Int
  /// Two for each column: bit patterns, lengths, texts of 32 bytes (a number has 24 at most).
  private var bits: [UInt64]
  private var lengths: [Int]
  private var texts: [UInt8]
  private var newest: [Int]
  private var buffer: [UInt8] = []

  init(columns: Int) {
    self.columns = columns
    bits = [UInt64](repeating: .max, count: 2 * columns)
    lengths = [Int](repeating: 0, count: 2 * columns)
    texts = [UInt8](repeating: 0, count: 2 * columns * NumberRows.width)
    newest = [Int](repeating: 0, count: columns)
    buffer.reserveCapacity(NumberRows.flushedAt + 1 << 16)
  }

  var isFull: Bool { buffer.count >= NumberRows.flushedAt }

  mutating func take() -> Data {
    defer { buffer.removeAll(keepingCapacity: true) }
    return Data(buffer)
  }

  mutating func append(_ text: String) { buffer.append(contentsOf: text.utf8) }

  /// One point of a block, shape (inputs, points).
  mutating func append(_ point: Int, of block: Matrix) {
    let room = columns * (NumberRows.width + 1)
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: room))
    var end = start
    block.withUnsafePointer { values in
      for column in 0..<columns {
        let place = remembered(values[column &* block.rowStride &+ point], column)
        let text = texts.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place &* NumberRows.width, as: SIMD32<UInt8>.self) }
        buffer.withUnsafeMutableBytes { $0.storeBytes(of: text, toByteOffset: end, as: SIMD32<UInt8>.self) }
        end &+= lengths[place]
        buffer[end] = column + 1 == columns ? UInt8(ascii: "\n") : UInt8(ascii: ",")
        end &+= 1
      }
    }
    buffer.removeLast(start + room - end)
  }

  /// The place of a number's text among the two of its column; written over the older one when it is neither.
  private mutating func remembered(_ value: Double, _ column: Int) -> Int {
    let pattern = value.bitPattern
    let place = 2 &* column &+ newest[column]
    if bits[place] == pattern { return place }
    newest[column] ^= 1
    let other = place ^ 1
    if bits[other] == pattern { return other }
    bits[other] = pattern
    var text = value.description
    lengths[other] = text.withUTF8 { digits in
      for (i, digit) in digits.enumerated() { texts[other &* NumberRows.width &+ i] = digit }
      return digits.count
    }
    return other
  }
}
