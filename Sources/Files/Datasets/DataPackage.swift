import Diagnostics
import Foundation
import InputFiles

/// A Frictionless data package in memory: tables of figures, each row with its source.
///
/// Read with `load(folder:into:)`, verified with `checkDatasets(_:)`.
package struct DataPackage: Sendable {
  package let name: String
  /// The descriptor's place, where problems of the schema are reported.
  package let place: SourcePlace
  /// The closed list of unit texts.
  package let units: [String]
  /// Tables by resource name; a resource whose file could not be read is not among them.
  package let tables: [String: DataTable]
  /// Names of the resources in the order of the descriptor, also those not read.
  let resourceNames: [String]

  /// The publication behind a `source_id`, from the table `sources`; nil when it is not listed.
  package func source(_ id: String) -> Source? {
    tables["sources"].flatMap { $0.rows(where: ["source_id": id]).first }.flatMap(Source.init)
  }

  /// The descriptor and the files of the tables that could be read.
  package var files: [String] { [place.file] + tablesInOrder.map(\.file) }

  var tablesInOrder: [DataTable] { resourceNames.compactMap { tables[$0] } }
}

/// Where a figure comes from.
package struct Source: Hashable, Sendable {
  package let id: String
  package let title: String
  package let publisher: String
  /// Web address or repository; blank when not known.
  package let address: String
  /// Licence of the figures as an SPDX name; nil when the publisher states none.
  package let licence: String?

  init?(_ row: DataRow) {
    guard row.layout.fields.isSuperset(of: ["source_id", "title", "publisher", "address", "licence"]) else { return nil }
    id = row["source_id"]
    title = row["title"]
    publisher = row["publisher"]
    address = row["address"]
    licence = row["licence"].isEmpty ? nil : row["licence"]
  }
}

extension DataPackage {
  /// Reads `datapackage.json` of a folder and the files it names.
  /// - Parameter folder: used as given in every reported place.
  /// - Returns: the package with every table that could be read, also when a file is missing or damaged (reported as errors);
  ///   nil when the descriptor itself cannot be used.
  package static func load(folder: String, into diagnostics: inout DiagnosticList) -> DataPackage? {
    let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
    let place = SourcePlace(file: prefix + "datapackage.json")
    guard let content = fileContent(place.file, purpose: "the descriptor of a data package", into: &diagnostics),
      let descriptor = decodeDescriptor(content, at: place, into: &diagnostics)
    else { return nil }
    var tables: [String: DataTable] = [:]
    for resource in descriptor.resources {
      guard staysInFolder(resource.path) else {
        diagnostics.error(
          place, "resource '\(resource.name)': path '\(resource.path)' leaves the folder", expected: "a file beside datapackage.json")
        continue
      }
      tables[resource.name] = loadTable(resource, file: prefix + resource.path, into: &diagnostics)
    }
    return DataPackage(
      name: descriptor.name, place: place, units: descriptor.units, tables: tables, resourceNames: descriptor.resources.map(\.name))
  }

  private static func staysInFolder(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
  }

  private static func loadTable(_ resource: ResourceDescriptor, file: String, into diagnostics: inout DiagnosticList) -> DataTable? {
    guard let content = fileContent(file, purpose: "the rows of resource '\(resource.name)'", into: &diagnostics) else { return nil }
    let records = content.withUnsafeBytes { readCSV($0, file: file, into: &diagnostics) }
    guard let header = records.first else {
      diagnostics.error(SourcePlace(file: file), "the file is empty", expected: "a line of column names")
      return nil
    }
    let layout = TableLayout(file: file, schema: resource.schema, header: header)
    return DataTable(
      name: resource.name, title: resource.title, schema: resource.schema,
      rows: records.dropFirst().map { DataRow(cells: $0, layout: layout) },
      file: file, header: header, sums: resource.sums ?? [], agreement: resource.agreement)
  }
}
