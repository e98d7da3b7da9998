//! Streams of server-sent events: opened by a call, typed, and opened again where they break.
//!
//! There is no task in the background: everything happens while an event is waited for, and dropping the stream
//! closes its connection.

mod event;
mod parser;
mod settings;
mod source;

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::Stream;

pub use self::event::{Event, UnknownEvent};
use self::parser::RawEvent;
pub use self::settings::EventSettings;
use self::source::Source;
#[cfg(feature = "blocking")]
use crate::blocking::Blocking;
use crate::call::{Call, Outcome, hold_to_spec};
#[cfg(feature = "blocking")]
use crate::client::Client;
use crate::error::{Error, Kind};
use crate::operation::Operation;
use crate::transport::{BoxFuture, HttpResponse};

/// A stream of events of type `T`, as a call that is awaited opens it.
///
/// Where the connection breaks, or is silent for too long, it is opened again behind the last event, see
/// [`EventSettings`]. The stream ends when the server says so (204), and after an error that opening it again cannot
/// mend. An event that cannot be read is an error too, but the stream goes on behind it.
///
/// ```no_run
/// # async fn example(client: restgen_runtime::Client) -> restgen_runtime::Result<()> {
/// use restgen_runtime::{EventStream, Json, Method, Operation, UnknownEvent, events};
///
/// #[derive(Debug)]
/// enum PetEvent {
///     Born(Json),
///     Unknown(UnknownEvent),
/// }
///
/// events!(PetEvent { "petBorn" => Born(Json) });
///
/// static WATCH: Operation = Operation::new("pets.watch", Method::Get, "/pets/events");
///
/// let mut events = client.call::<EventStream<PetEvent>>(&WATCH).await?;
/// while let Some(event) = events.next().await {
///     println!("{:?}", event?);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "events come only while they are waited for"]
pub struct EventStream<T> {
    #[cfg(feature = "blocking")]
    client: Client,
    operation: &'static Operation,
    /// Whether an event that is not as the spec says is an error.
    strict: bool,
    state: State,
    last_event_id: Arc<str>,
    types: PhantomData<fn() -> T>,
}

/// Who has the source: this, or the future that waits for the next event.
enum State {
    Idle(Box<Source>),
    Waiting(BoxFuture<'static, Step>),
    /// While a step is taken; and for good, should one panic.
    Gone,
}

/// The source back, with what it gave.
type Step = (Box<Source>, Option<Result<RawEvent, Error>>);

impl<T: Event> EventStream<T> {
    /// Waits for the next event; none when the stream has ended.
    ///
    /// Dropping what this returns loses no event: the next call waits on.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_step(context)).await
    }

    /// The `id` that stood last in the stream, up to the event that was given last; none if there was no id.
    ///
    /// A later call can go on behind it by a header `Last-Event-ID`, if the server keeps past events.
    pub fn last_event_id(&self) -> Option<&str> {
        Some(&*self.last_event_id).filter(|id| !id.is_empty())
    }

    /// Says how long to wait and how often to try again. It is to be called before the first event is waited for.
    pub fn settings(mut self, settings: EventSettings) -> Self {
        if let State::Idle(source) = &mut self.state {
            source.set(settings);
        }
        self
    }

    /// The events as an iterator, for code that is not async, of a stream that `send_blocking` has opened.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self.client.clone(), self.operation, self)
    }

    fn poll_step(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let mut step = match mem::replace(&mut self.state, State::Gone) {
            State::Idle(source) => source.step(),
            State::Waiting(step) => step,
            State::Gone => return Poll::Ready(None),
        };
        let Poll::Ready((source, item)) = step.as_mut().poll(context) else {
            self.state = State::Waiting(step);
            return Poll::Pending;
        };
        self.state = State::Idle(source);
        Poll::Ready(item.map(|item| self.read(item?)))
    }

    fn read(&mut self, event: RawEvent) -> Result<T, Error> {
        self.last_event_id = event.id;
        let read = T::read(&event.name, &event.data);
        let data = |event| HttpResponse::new(200).with_body(event);
        match read {
            Ok((value, notes)) => match hold_to_spec(self.operation, self.strict, &notes, event.data.as_bytes()) {
                Ok(()) => Ok(value),
                Err(why) => Err(why.into_error(self.operation, data(event.data))),
            },
            Err(fault) => Err(Error::of(self.operation, Kind::Event(event.name, data(event.data), fault))),
        }
    }
}

impl<T: Event> Stream for EventStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_step(context)
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EventStream").field(&self.operation.name()).finish()
    }
}

impl<T: Event> Outcome for EventStream<T> {
    type Received = Opened;

    fn send(call: Call<Self>) -> BoxFuture<'static, Result<Opened, Error>> {
        Source::open(call.client, call.request)
    }

    fn receive(operation: &'static Operation, Opened(source): Opened) -> Result<Self, Error> {
        Ok(Self {
            #[cfg(feature = "blocking")]
            client: source.client().clone(),
            operation,
            strict: source.is_strict(),
            state: State::Idle(source),
            last_event_id: Arc::default(),
            types: PhantomData,
        })
    }
}

/// A stream that was opened, before it is known of what.
#[doc(hidden)]
pub struct Opened(Box<Source>);
