/// `datapackage.json` as written: the part of Frictionless Data Package v1 (specs.frictionlessdata.io) that this package uses,
/// and four extensions: `unit` and `unitColumn` of a field, `units` of the package, `sums` and `agreement` of a resource.
struct PackageDescriptor: Decodable, Sendable {
  let name: String
  let units: [String]
  let resources: [ResourceDescriptor]
}

struct ResourceDescriptor: Decodable, Sendable {
  let name: String
  let title: String?
  let path: String
  let schema: TableSchema
  let sums: [SumRule]?
  let agreement: AgreementRule?
}

/// Columns and keys of a table.
package struct TableSchema: Decodable, Sendable {
  package let fields: [TableField]
  package let primaryKey: FieldNames?
  package let foreignKeys: [ForeignKey]?
  package let missingValues: [String]?
}

/// A column: its type, its unit and what its cells may hold.
package struct TableField: Decodable, Sendable {
  package let name: String
  /// `string`, `number`, `integer` or `date`.
  package let type: String
  package let description: String?
  /// Unit of every number of the column, one of the units of the package.
  package let unit: String?
  /// The column of the same table that holds the unit of each row.
  package let unitColumn: String?
  package let constraints: FieldConstraints?
}

package struct FieldConstraints: Decodable, Sendable {
  package let required: Bool?
  package let unique: Bool?
  package let `enum`: [String]?
  package let minimum: Double?
  package let maximum: Double?
  /// A regular expression for the whole cell.
  package let pattern: String?
}

/// One name or a list of names.
package struct FieldNames: Decodable, Sendable {
  package let names: [String]

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let name = try? container.decode(String.self) {
      names = [name]
    } else {
      names = try container.decode([String].self)
    }
  }
}

package struct ForeignKey: Decodable, Sendable {
  package struct Reference: Decodable, Sendable {
    package let resource: String
    package let fields: FieldNames
  }
  package let fields: FieldNames
  package let reference: Reference
}

/// Which rows add up to which: for every row that matches `total`, each part is the row with the same values of the
/// columns `same`, except those that the part names itself. A total is checked where all its parts are found.
package struct SumRule: Decodable, Sendable {
  package let name: String
  package let description: String?
  /// The column that is summed.
  package let value: String
  package let same: [String]
  package let total: [String: String]
  package let parts: [[String: String]]

  var fieldsUsed: Set<String> { Set([value] + same + total.keys + parts.flatMap(\.keys)) }
}

/// Which rows tell the same thing, by the columns `key`, and so should print the same `values`.
package struct AgreementRule: Decodable, Sendable {
  package let key: [String]
  package let values: [String]

  var fieldsUsed: Set<String> { Set(key + values) }
}
