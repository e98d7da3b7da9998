//! A mock as the transport of a client.

use super::check::Request;
use super::{COMMENT, KEEP_ALIVE, Mock, Reply};
use crate::transport::{BoxFuture, Chunks, HttpRequest, HttpResponse, HttpStream, Transport, TransportError};

impl Transport for Mock {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            match self.received(request).await? {
                Reply::Whole(response) | Reply::Open(response) => Ok(response),
                Reply::Cut => Err(cut()),
            }
        })
    }

    fn open(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpStream, TransportError>> {
        Box::pin(async move {
            match self.received(request).await? {
                Reply::Whole(response) => Ok(response.into()),
                Reply::Open(response) => Ok(HttpStream::new(response, Silence)),
                Reply::Cut => Err(cut()),
            }
        })
    }
}

impl Mock {
    /// What a request comes to, when its delay is over; the time limit of the attempt is kept by who waits.
    async fn received(&self, request: HttpRequest) -> Result<Reply, TransportError> {
        let request = request.with_body_in_memory().await?;
        let outcome = self.meet(Request {
            method: request.method().as_str(),
            target: request.target(),
            headers: request.headers(),
            body: request.body().unwrap_or_default(),
        });
        tokio::time::sleep(outcome.delay).await;
        Ok(outcome.reply)
    }
}

fn cut() -> TransportError {
    TransportError::interrupted("the mock was told to cut it")
}

/// The rest of a stream on which nothing more happens, but that it is kept alive.
struct Silence;

impl Chunks for Silence {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>> {
        Box::pin(async {
            tokio::time::sleep(KEEP_ALIVE).await;
            Ok(Some(COMMENT.to_vec()))
        })
    }
}
