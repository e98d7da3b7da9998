//! A small spec without a mistake, and the edits that put one in.

use std::collections::BTreeMap;

use restgen::SourceMap;

/// A change of the base.
#[derive(Clone, Copy)]
pub(crate) enum Edit {
    /// In the file at a path, puts a text in the place of another, which stands there once.
    Put(&'static str, &'static str, &'static str),
    /// Writes a whole file.
    Write(&'static str, &'static str),
    /// Deletes a file.
    Delete(&'static str),
}

/// The files of the base.
pub(crate) fn base() -> BTreeMap<String, String> {
    BASE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// The base with some edits.
pub(crate) fn edited(edits: &[Edit]) -> SourceMap {
    let mut files: BTreeMap<&str, String> = BASE.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
    for edit in edits {
        match *edit {
            Edit::Put(path, from, to) => {
                let text = files.get_mut(path).unwrap_or_else(|| panic!("the base has no `{path}`"));
                assert_eq!(text.matches(from).count(), 1, "`{from}` in `{path}`");
                *text = text.replace(from, to);
            }
            Edit::Write(path, text) => drop(files.insert(path, text.to_owned())),
            Edit::Delete(path) => drop(files.remove(path).unwrap_or_else(|| panic!("the base has no `{path}`"))),
        }
    }
    SourceMap::new(files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())))
}

pub(crate) const API: &str = "api.yaml";
pub(crate) const PAGE: &str = "resources/gates.md";
pub(crate) const BINDING: &str = "resources/gates.yaml";
pub(crate) const GATE: &str = "schemas/gate.yaml";

const BASE: &[(&str, &str)] = &[
    (API, API_TEXT),
    (PAGE, PAGE_TEXT),
    (BINDING, BINDING_TEXT),
    (GATE, GATE_TEXT),
    ("schemas/gates.yaml", "title: Gates\ntype: array\nitems: { $ref: gate }\n"),
    ("schemas/problem.yaml", "title: Problem\ntype: object\nproperties:\n  type: { type: string }\n"),
];

const API_TEXT: &str = r"name: garden
title: Garden
package: garden-client
version: '1.0'
description: The gates of a garden.
base-url: https://garden.example
auth: bearer
errors: { kind: type, message: message }
parameters:
  trace: { in: header, type: string, description: Comes back in the log. }
types:
  limit: { type: integer, reason: the page says string }
groups:
  - title: Gates
    resources: [gates]
";

const BINDING_TEXT: &str = r"path: /gardens/{gardenId}/gates
actions:
  list:
    method: GET
    corrections:
      - { parameter: order, values: [up, down], reason: the server takes these }
  add:
    method: POST
    parameters:
      notify: { in: query }
";

const GATE_TEXT: &str = r"title: Gate
type: object
properties:
  id: { type: string }
  state: { type: string, enum: [open, shut], default: open }
  key: { type: string, x-secret: true }
  hinges: { type: array, items: { $ref: gate } }
required: [id]
examples:
  - { id: g-1, state: shut }
";

const PAGE_TEXT: &str = r"# Gates Actions

## List

Lists the gates of a garden

#### Authentication

The client must be configured with a valid api access token to call this action.
The token must include at least one of the following scopes: gates.*, or gates.list.

#### Available Parameters

| Name | Type | Required | Description | Default | Example |
| ---- | ---- | -------- | ----------- | ------- | ------- |
| gardenId | string | Y | ID of the garden |  | rose |
| limit | string | N | How many gates to list | 20 | 5 |
| order | string | N | How to sort. Accepted values are: asc, desc |  |  |

#### Successful Responses

| Code | Type | Description |
| ---- | ---- | ----------- |
| 200 | [Gates](../schemas/gates.yaml) | The gates |

#### Error Responses

| Code | Type | Description |
| ---- | ---- | ----------- |
| 404 | [Problem](../schemas/problem.yaml) | There is no such garden |

## Add

Adds a gate

#### Authentication

No api access token is required to call this action.

#### Available Parameters

| Name | Type | Required | Description | Default | Example |
| ---- | ---- | -------- | ----------- | ------- | ------- |
| gardenId | string | Y | ID of the garden |  | rose |
| notify | boolean | Y | Whether the gardener gets a message |  | true |
| gate | [Gate](_schemas.md#gate) | Y | The gate |  |  |

#### Successful Responses

| Code | Type | Description |
| ---- | ---- | ----------- |
| 201 | [Gate](_schemas.md#gate) | The gate |

#### Error Responses

| Code | Type | Description |
| ---- | ---- | ----------- |
| 404 | [Problem](../schemas/problem.yaml) | There is no such garden |
";
