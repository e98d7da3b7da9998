//! The code in the README compiles.
#![allow(unreachable_pub, reason = "a caller copies it with its `pub`")]

mod start;
mod start_login;

#[test]
fn the_readme_shows_what_compiles() {
    for text in [include_str!("start/mod.rs"), include_str!("start_login/mod.rs")] {
        let (_, code) = text.split_once("\n\n").unwrap();
        assert!(include_str!("../README.md").contains(&format!("```rust\n{code}```")), "{code}");
    }
    // Nothing is sent before it is awaited.
    drop(start::tokens("t", "i"));
    drop(start_login::client_of_a_user("e", "p").unwrap());
}
