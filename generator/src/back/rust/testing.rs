//! `src/testing.rs`: the mock of the API, which reads `api.json`.

use super::docs;
use super::writer::RustFile;
use crate::back::Files;
use crate::check::Checked;
use crate::ir::Auth;

/// The one file.
pub(super) fn generate(checked: &Checked) -> Files {
    let api = checked.api();
    let title = docs::escape(&api.title);
    let mut file =
        RustFile::new(&format!("For tests of code that uses this client: a mock of the {title} API, and more."), "");
    let krate = api.package.replace('-', "_");
    let token = if api.auth == Auth::None { "" } else { ".token(\"any\")" };
    let lines = [
        "```",
        &format!("let mock = {krate}::testing::mock();"),
        &format!("let client = {krate}::Client::builder(){token}.transport(mock.clone()).build()?;"),
        "// Calls of this client get the documented answers, and the mock tells of them.",
        "assert!(mock.exchanges().is_empty());",
        "# drop(client);",
        &format!("# Ok::<(), {krate}::Error>(())"),
        "```",
    ];
    file.intro(lines.map(str::to_owned));
    file.import("std::sync", "LazyLock");
    file.text("pub use restgen_runtime::testing::*;\n".to_owned());
    file.text(
        "static API: LazyLock<MockApi> =\n    LazyLock::new(|| MockApi::parse(include_str!(\"../api.json\")).expect(\"`cargo xtask codegen` wrote it\"));\n"
            .to_owned(),
    );
    file.text(format!(
        "/// A mock of the {title} API, which answers everything as documented until it is told otherwise.\npub fn mock() -> Mock {{\n    Mock::new(&API)\n}}\n"
    ));
    [("src/testing.rs".to_owned(), file.finish())].into()
}
