/// Names that every reader of LP files takes, each once: what the format does not allow is replaced.
///
/// ASCII letters, digits, `_` and `.` stay; `ä`, `å` and `ö` lose their dots and ring; all else becomes `_`. What could be read as a number or a
/// word of the format gets a letter in front, and names that would fall together a number at the end.
func namesForLP(_ names: [String], prefix: String) -> [String] {
  var taken: Set<String> = []
  return names.map { name in
    let safe = safeName(name, prefix: prefix)
    var candidate = safe, number = 1
    while !taken.insert(candidate.lowercased()).inserted {
      number += 1
      candidate = "\(safe)_\(number)"
    }
    return candidate
  }
}

private func safeName(_ name: String, prefix: String) -> String {
  let letters = name.prefix(200).map { character -> Character in
    switch character {
    case "ä", "å": "a"
    case "ö": "o"
    case "Ä", "Å": "A"
    case "Ö": "O"
    case _ where character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "."): character
    default: "_"
    }
  }
  let safe = String(letters)
  guard let first = safe.first else { return prefix }
  let looksLikeExponent = (first == "e" || first == "E") && safe.dropFirst().allSatisfy { $0.isNumber || $0 == "." || $0 == "_" }
  let isWord = lpWords.contains(safe.lowercased())
  return first.isNumber || first == "." || first == "_" || looksLikeExponent || isWord ? "\(prefix)_\(safe)" : safe
}

/// Words that begin a section or stand for a bound.
let lpWords: Set<String> = [
  "max", "maximize", "maximise", "maximum", "min", "minimize", "minimise", "minimum", "st", "s.t.", "st.", "subject", "such", "to", "that",
  "bound", "bounds", "general", "generals", "gen", "integer", "integers", "int", "binary", "binaries", "bin", "semi", "semis", "sos",
  "sos1",
  "sos2", "end", "free", "inf", "infinity", "obj",
]
