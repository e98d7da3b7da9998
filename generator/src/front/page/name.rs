//! Names made from the words of a heading: `Instance API Tokens` is `instanceApiTokens`.

/// The words of a heading in camel case. Empty where it has no letter and no digit.
pub fn camel_case(heading: &str) -> String {
    // An apostrophe does not end a word: `User's Tokens` is `usersTokens`.
    let heading = heading.replace(['\'', '\u{2019}'], "");
    let words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words {
        let word = word_case(word);
        if name.is_empty() {
            name.push_str(&word);
        } else {
            push_capitalized(&mut name, &word);
        }
    }
    name
}

/// A word in lower case; a word that is in camel case already, such as `getCommand`, as it stands.
fn word_case(word: &str) -> String {
    let is_camel = word.starts_with(char::is_lowercase) && word.contains(char::is_uppercase);
    if is_camel { word.to_owned() } else { word.to_lowercase() }
}

fn push_capitalized(name: &mut String, word: &str) {
    let mut rest = word.chars();
    name.extend(rest.next().into_iter().flat_map(char::to_uppercase));
    name.push_str(rest.as_str());
}

#[cfg(test)]
mod tests {
    use super::camel_case;

    #[test]
    fn words_become_one_name() {
        assert_eq!(camel_case("Instance Api Tokens"), "instanceApiTokens");
        assert_eq!(camel_case("Instance API Tokens"), "instanceApiTokens");
        assert_eq!(camel_case("Get by Version"), "getByVersion");
        assert_eq!(camel_case("User OAuth Tokens"), "userOauthTokens");
        assert_eq!(camel_case("getCommand"), "getCommand");
        assert_eq!(camel_case("User's Two-Factor Auth"), "usersTwoFactorAuth");
        assert_eq!(camel_case("…"), "");
    }
}
