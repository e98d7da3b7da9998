//! API tokens, as the generator describes them and as `serde_derive` does.

#![expect(clippy::struct_field_names, reason = "the names are the API's")]

pub(crate) mod ours;
pub(crate) mod theirs;

/// A collection of tokens as JSON text, in the order of the types.
pub(crate) fn collection(count: usize) -> Vec<u8> {
    let items: Vec<_> = (0..count).map(item).collect();
    format!(
        r#"{{"items":[{}],"count":{count},"totalCount":4321,"perPage":100,"page":0,"filter":"my*","filterField":"name","sortField":"name","sortDirection":"asc","ownerId":"575ec8687ae143cd83dc4a97","ownerType":"application"}}"#,
        items.join(",")
    )
    .into_bytes()
}

fn item(index: usize) -> String {
    format!(
        r#"{{"id":"575ec7417ae143cd83d{index:05}","apiTokenId":"575ec7417ae143cd83d{index:05}","ownerId":"575ec8687ae143cd83dc4a97","ownerType":"application","creatorId":"575ed70c7ae143cd83dc4aa9","creatorType":"user","creatorName":"Somebody Else","name":"My API Token {index}","description":"Reads the \"state\" of all devices in the plant, nothing else.","creationDate":"2016-06-13T04:00:00.123Z","lastUpdated":"2016-06-14T04:00:59.000Z","expirationDate":"2017-06-13T04:00:00.000Z","orgRoles":[{{"orgId":"575ed70c7ae143cd83dc4aa8","role":"edit"}}],"scope":["all.Application","all.Application.read"],"status":"active","token":"the_actual_token_string_{index}"}}"#
    )
}
