//! A subscriber of `tracing` that keeps all it is told, as text.

use std::fmt;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Spans in the order in which they began, each as `name{field=value, ...}`, and events as `name: {...}`.
#[derive(Clone, Default)]
pub(crate) struct Recorder(Arc<Mutex<Vec<Vec<String>>>>);

impl Recorder {
    pub(crate) fn lines(&self) -> Vec<String> {
        let spans = self.0.lock().unwrap();
        spans.iter().map(|span| format!("{}{{{}}}", span[0], span[1..].join(", "))).collect()
    }

    fn begin(&self, name: &str, record: impl FnOnce(&mut Fields<'_>)) -> u64 {
        let mut spans = self.0.lock().unwrap();
        spans.push(vec![name.to_owned()]);
        record(&mut Fields(spans.last_mut().unwrap()));
        spans.len() as u64
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("restgen_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        Id::from_u64(self.begin(span.metadata().name(), |fields| span.record(fields)))
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let index = usize::try_from(span.into_u64() - 1).unwrap();
        values.record(&mut Fields(&mut self.0.lock().unwrap()[index]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.begin("event", |fields| event.record(fields));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Fields<'a>(&'a mut Vec<String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.push(format!("{field}={value:?}"));
    }
}
