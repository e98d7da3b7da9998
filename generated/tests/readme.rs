//! The code in the READMEs compiles, and the start that they show runs: it is that of the example `quickstart`.
#![allow(unreachable_pub, reason = "a caller copies it with its `pub`")]

mod start_login;

#[test]
fn the_readmes_show_the_quickstart() {
    let example = include_str!("../examples/quickstart.rs");
    let (_, tour) = example.split_once("\nasync fn tour").unwrap();
    let imports: String =
        example.lines().filter(|line| line.starts_with("use losant_rest")).map(|line| format!("{line}\n")).collect();
    let shown = format!("```rust\n{imports}\nasync fn tour{tour}```\n");
    for readme in ["README.md", "../README.md"] {
        let text = std::fs::read_to_string(format!("{}/{readme}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(text.contains(&shown), "{readme} does not show:\n{shown}");
    }
}

#[test]
fn the_readme_shows_how_to_log_in() {
    let (_, code) = include_str!("start_login/mod.rs").split_once("\n\n").unwrap();
    assert!(include_str!("../README.md").contains(&format!("```rust\n{code}```")), "{code}");
    // Nothing is sent before a call is awaited.
    drop(start_login::client_of_a_user("e", "p").unwrap());
}
