//! The header field `Link` (RFC 8288), as far as it says which page is next.

/// The target of the first link whose relation is `next`, as it is written; what stands behind a mistake is not read.
pub(crate) fn next(value: &str) -> Option<&str> {
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let (target, behind) = rest.strip_prefix('<')?.split_once('>')?;
        let (parameters, behind) = Parameters::read(behind)?;
        // A link with an anchor is one of another resource.
        if !parameters.anchored && parameters.relations.split(' ').any(|one| one.eq_ignore_ascii_case("next")) {
            return Some(target);
        }
        rest = behind;
    }
}

/// What is said of a link.
#[derive(Default)]
struct Parameters {
    relations: String,
    anchored: bool,
}

impl Parameters {
    /// Reads up to the comma behind the link, and gives what follows it.
    fn read(text: &str) -> Option<(Self, &str)> {
        let (mut this, mut rest, mut has_relations) = (Self::default(), text.trim_start(), false);
        while let Some(behind) = rest.strip_prefix(';') {
            let behind = behind.trim_start();
            let end = behind.find(['=', ';', ',']).unwrap_or(behind.len());
            let (name, behind) = behind.split_at(end);
            let (value, behind) = match behind.strip_prefix('=') {
                Some(behind) => value_of(behind.trim_start())?,
                None => (String::new(), behind),
            };
            match name.trim() {
                // Only the first counts, by section 3.3.
                name if name.eq_ignore_ascii_case("rel") && !has_relations => {
                    (this.relations, has_relations) = (value, true);
                }
                name if name.eq_ignore_ascii_case("anchor") => this.anchored = true,
                _ => {}
            }
            rest = behind.trim_start();
        }
        (rest.is_empty() || rest.starts_with(',')).then_some((this, rest))
    }
}

/// A value, quoted or not, and what follows it.
fn value_of(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        return Some((text[..end].trim_end().to_owned(), &text[end..]));
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, &quoted[at + 1..])),
            '\\' => value.push(characters.next()?.1),
            other => value.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn the_next_page_is_found() {
        let cases = [
            (r#"<https://a.example/?page=2>; rel="next""#, Some("https://a.example/?page=2")),
            (r#"</a?x=1,2>; rel="prev", <?page=3>;rel=next"#, Some("?page=3")),
            (r#"<a>; title="x, <b>; rel=\"next\""; rel=last, <c>; REL="first NEXT""#, Some("c")),
            (r"<a>; rel = next ; hreflang=de", Some("a")),
            (r"<a>; crossorigin; rel=next", Some("a")),
            (r"<a>; rel=prev; rel=next", None),
            (r##"<a>; rel=next; anchor="#b""##, None),
            (r"<a>; rel=nextly", None),
            (r#"<a>; rel="next"#, None),
            (r"<a; rel=next", None),
            (r"<a> rel=next", None),
            (r"a; rel=next", None),
            ("", None),
            (",,", None),
        ];
        for (value, expected) in cases {
            assert_eq!(next(value), expected, "{value}");
        }
    }
}
