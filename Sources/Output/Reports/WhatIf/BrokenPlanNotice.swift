import Diagnostics

/// What is wrong with the files of a plan whose last whole figures are still shown: the top of a page.
package func brokenPlanNotice(_ problems: [Diagnostic], language: Language) -> String {
  let wording = Wording(language)
  let rows = problems.map { problem in
    let words = [problem.found, problem.expected.map { "expected \($0)" }, problem.hint.map { "hint: \($0)" }].compactMap { $0 }
    return
      "<li><code>\(htmlEscaped(problem.place.description))</code> <span lang=\"en\">\(htmlEscaped(words.joined(separator: "; ")))</span></li>"
  }
  return """
    <div role="alert" id="broken-plan" style="border:3px solid #a11212;padding:.5rem 1rem;margin-bottom:1rem">
    <p><strong>\(htmlEscaped(wording.text("served.broken", ["count": String(problems.count)])))</strong></p>
    <ul>\(rows.joined())</ul>
    </div>
    """
}
