//! The findings as SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>).

use restgen::SourceMap;
use restgen::codes::{Code, Severity};
use restgen::diagnostics::Diagnostic;
use restgen::source::Span;
use restgen::survey::Survey;
use serde_json::{Value, json};

use super::Region;

/// One run, with a rule for each code and a result for each finding.
pub(super) fn of(survey: &Survey, sources: &SourceMap) -> Value {
    let results = survey.diagnostics.sorted().into_iter().map(|one| result(one, sources));
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "restgen", "rules": Code::ALL.iter().copied().map(rule).collect::<Vec<_>>() } },
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": code.title() },
        "help": { "text": code.explanation(), "markdown": code.explanation() },
        "defaultConfiguration": { "level": level(code) },
    })
}

fn level(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(diagnostic: &Diagnostic, sources: &SourceMap) -> Value {
    let Diagnostic { code, message, span, label, related, help } = diagnostic;
    let parts = [message, label, help].into_iter().filter(|part| !part.is_empty());
    let text = parts.map(String::as_str).collect::<Vec<_>>().join("; ");
    let related = related.iter().map(|(span, label)| {
        let mut place = location(*span, sources);
        place["message"] = json!({ "text": label });
        place
    });
    json!({
        "ruleId": code.as_str(),
        "ruleIndex": Code::ALL.iter().position(|known| known == code),
        "level": level(*code),
        "message": { "text": text },
        "locations": [location(*span, sources)],
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn location(span: Span, sources: &SourceMap) -> Value {
    let Region { path, start, end } = Region::of(span, sources);
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": format!("spec/{}", encoded(path)), "uriBaseId": "%SRCROOT%" },
        "region": { "startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1 },
    } })
}

/// A path as a URI has it (RFC 3986).
fn encoded(path: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(byte);
    let parts = path.bytes().map(|byte| if plain(&byte) { char::from(byte).into() } else { format!("%{byte:02X}") });
    parts.collect()
}
