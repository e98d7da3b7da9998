//! `cargo xtask import` on small invented releases.

#[path = "import/support.rs"]
mod support;

use serde_json::{Value, json};
use support::Case;

#[test]
fn an_empty_workspace_gets_a_whole_spec() {
    let case = Case::new("empty");
    let shown = case.import();
    assert!(shown.contains("spec/resources/pots.md: 2 actions"), "{shown}");
    assert!(shown.contains("wanting words"), "{shown}");
    let page = case.read("resources/pots.md");
    assert!(page.starts_with("# Pots Actions\n\n(wants words)\n"), "{page}");
    assert!(page.contains("| sort | string | N | (wants words). Accepted values are: name, `a b` | name | name |"));
    assert!(page.contains("| pot | [Pot Post](../schemas/potPost.yaml) | Y | (wants words) |  |"), "{page}");
    assert!(page.contains("all.Shed, pots.*, or pots.get.\n"), "{page}");
    let binding: Value = case.yaml("resources/pots.yaml");
    assert_eq!(binding["actions"]["get"]["parameters"]["match"], json!({ "in": "query", "style": "brackets" }));
    assert_eq!(binding["actions"]["post"], json!({ "method": "POST" }));
    assert_eq!(case.yaml("schemas/pots.yaml")["properties"]["items"]["items"], json!({ "$ref": "pot" }));
    assert!(case.yaml("schemas/unused.yaml").is_null());
    assert!(case.generates(), "the client of an imported spec is written");
}

#[test]
fn a_second_run_changes_nothing() {
    let case = Case::new("again");
    case.import();
    let first = case.files();
    let shown = case.import();
    assert!(shown.contains("0 files added, 0 changed, 0 deleted"), "{shown}");
    assert_eq!(first, case.files());
}

#[test]
fn words_names_and_corrections_stay() {
    let case = Case::new("words");
    case.import();
    let page = case.read("resources/pots.md").replacen("(wants words)", "Clay, mostly.", 1);
    case.write("resources/pots.md", &page);
    let schema = case.read("schemas/pot.yaml").replace("(wants words)", "A pot.");
    case.write("schemas/pot.yaml", &schema);
    case.write("schemas/glaze.yaml", "description: The surface.\nenum: [shiny, dull]\ntype: string\n");
    let mut binding = case.yaml("resources/pots.yaml");
    let correction = json!({ "response": 200, "code": 203, "reason": "seen" });
    binding["actions"]["get"]["corrections"] = json!([correction]);
    case.write("resources/pots.yaml", &binding.to_string());
    case.import();
    assert!(case.read("resources/pots.md").contains("Clay, mostly."));
    assert_eq!(case.yaml("schemas/pot.yaml")["description"], "A pot.");
    assert_eq!(case.yaml("schemas/pot.yaml")["properties"]["glaze"], json!({ "$ref": "glaze" }));
    assert_eq!(case.yaml("resources/pots.yaml")["actions"]["get"]["corrections"][0], correction);
}

#[test]
fn properties_have_their_words_in_one_place() {
    let case = Case::new("properties");
    case.import();
    let words = case.read("properties.yaml");
    assert!(words.starts_with("# What a property means"), "{words}");
    assert!(words.contains("\nglaze: (wants words)\n"), "{words}");
    let ours = "# Ours.\nglaze: How it shines\nhandle: Where it is held\n";
    case.write("properties.yaml", ours);
    let shown = case.import();
    assert!(shown.contains("spec/properties.yaml: `handle`"), "{shown}");
    // What was there without words stays so: somebody took the placeholder out.
    assert_eq!(case.read("properties.yaml"), "# Ours.\nglaze: How it shines\n");
    case.replace("schemas/pot.json", "\"properties\": {", "\"properties\": { \"lid\": { \"type\": \"boolean\" },");
    case.import();
    assert_eq!(case.read("properties.yaml"), "# Ours.\nglaze: How it shines\nlid: (wants words)\n");
}

#[test]
fn a_shape_follows_what_the_vendor_changes() {
    let case = Case::new("shape");
    case.import();
    case.write("schemas/glaze.yaml", "description: The surface.\ntype: string\nenum: [shiny, dull]\n");
    case.import();
    for name in ["pot", "potPost", "pots"] {
        case.replace(&format!("schemas/{name}.json"), "\"dull\"", "\"dull\", \"matt\"");
    }
    case.import();
    let glaze = case.yaml("schemas/glaze.yaml");
    assert_eq!(glaze, json!({ "description": "The surface.", "type": "string", "enum": ["shiny", "dull", "matt"] }));
}

#[test]
fn what_is_gone_goes() {
    let case = Case::new("gone");
    case.import();
    case.replace("apiInfo.json", "\"post\"", "\"throw\"");
    case.write("resources/jugs.md", &case.read("resources/pots.md"));
    case.write("resources/jugs.yaml", &case.read("resources/pots.yaml"));
    case.write("schemas/jug.yaml", "description: A jug.\ntype: object\nproperties: { lid: { type: boolean } }\n");
    let shown = case.import();
    for line in ["spec/resources/jugs.md", "the action `post`", "spec/schemas/jug.yaml"] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    assert!(!case.files().keys().any(|path| path.contains("jug")));
    assert!(case.read("resources/pots.md").contains("## Throw\n\n(wants words)\n"));
}

#[test]
fn corrections_of_schemas_are_applied_as_long_as_they_change_something() {
    let case = Case::new("correct");
    let correction =
        "- { schema: pot, at: /properties/size/min, move: /properties/size/minimum, reason: no keyword }\n";
    case.write("corrections.yaml", correction);
    case.import();
    assert_eq!(case.yaml("schemas/pot.yaml")["properties"]["size"], json!({ "type": "integer", "minimum": 1 }));
    case.write("corrections.yaml", &correction.replace("pot,", "potPost,"));
    let shown = case.import();
    assert!(shown.contains("at `/properties/size/min`, since the release is right there"), "{shown}");
    assert_eq!(case.read("corrections.yaml"), "[]\n");
}

#[test]
fn what_cannot_be_taken_over_is_told() {
    let case = Case::new("odd");
    let shown = case.import();
    assert!(shown.contains("schemas/pot.json#/properties/size/min: `min` is no keyword"), "{shown}");
    assert!(shown.contains("get, `color`: the page shows `red`, which is not among the accepted values"), "{shown}");
    assert!(shown.contains("get, `depth`: called a text, but shown as `3`"), "{shown}");
    let corrections = &case.yaml("resources/pots.yaml")["actions"]["get"]["corrections"];
    assert_eq!(corrections[0]["example"], "blue");
}

#[test]
fn a_broken_release_is_refused() {
    let case = Case::new("broken");
    case.replace("apiInfo.json", "\"method\": \"GET\"", "\"verb\": \"GET\"");
    let (fine, shown) = case.run(&[]);
    assert!(!fine && shown.contains("apiInfo.json") && shown.contains("missing field `method`"), "{shown}");
    let case = Case::new("missing");
    case.replace("apiInfo.json", "#/definitions/potPost", "#/definitions/vase");
    let (fine, shown) = case.run(&[]);
    assert!(!fine && shown.contains("there is no `schemas/vase.json`"), "{shown}");
}
