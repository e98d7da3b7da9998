//! The start in the README is code that compiles.
#![allow(unreachable_pub, reason = "a caller copies it with its `pub`")]

mod start;

#[test]
fn the_readme_shows_what_compiles() {
    let (_, code) = include_str!("start/mod.rs").split_once("\n\n").unwrap();
    assert!(include_str!("../README.md").contains(&format!("```rust\n{code}```")), "{code}");
    // Nothing is sent before it is awaited.
    drop(start::tokens("t", "i"));
}
