//! The one way from a request to a response, the same code for every action.

use super::Request;
use crate::client::Client;
use crate::error::{Error, Kind, ServerSays};
use crate::operation::Operation;
use crate::transport::{BoxFuture, HttpResponse};

/// Sends the request and gives a response with a status of 2xx, or the error.
///
/// It is boxed and not generic: what depends on the type of the answer is only how the body is read.
pub(super) fn execute(client: Client, request: Request) -> BoxFuture<'static, Result<HttpResponse, Error>> {
    Box::pin(async move {
        let (operation, client) = (request.operation, client.shared());
        let request = request.prepare(client).map_err(|why| Error::of(operation, Kind::Request(why)))?;
        let sent = client.transport.send(request).await;
        let response = sent.map_err(|error| Error::of(operation, Kind::Transport(error)))?;
        judge(operation, response, |body| ServerSays::read(body, client.api.keys_of_errors()))
    })
}

/// Any status of 2xx is a success. Redirects are not followed, so that no other origin sees the token.
pub(crate) fn judge(
    operation: &'static Operation,
    response: HttpResponse,
    read_error: impl Fn(&[u8]) -> ServerSays,
) -> Result<HttpResponse, Error> {
    match response.status() {
        200..=299 => Ok(response),
        300..=399 => Err(Error::of(operation, Kind::Redirect(response))),
        _ => {
            let says = read_error(response.body());
            Err(Error::of(operation, Kind::Status(response, says)))
        }
    }
}
