//! How the types of the standard library are read and written.

use std::collections::BTreeMap;

use super::{Decoder, Encoder, Failed, Value};

impl Value for String {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        *self = decoder.text()?.into_owned();
        Ok(())
    }

    fn write(&self, encoder: &mut Encoder) {
        encoder.text(self);
    }
}

impl Value for bool {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        *self = decoder.boolean()?;
        Ok(())
    }

    fn write(&self, encoder: &mut Encoder) {
        encoder.boolean(*self);
    }
}

impl Value for i64 {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        *self = decoder.integer()?;
        Ok(())
    }

    fn write(&self, encoder: &mut Encoder) {
        encoder.integer(*self);
    }
}

impl Value for f64 {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        *self = decoder.number()?;
        Ok(())
    }

    fn write(&self, encoder: &mut Encoder) {
        encoder.number(*self);
    }
}

impl<T: Value> Value for Option<T> {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        if decoder.null()? { Ok(()) } else { self.insert(T::default()).read(decoder) }
    }

    fn write(&self, encoder: &mut Encoder) {
        match self {
            Some(value) => value.write(encoder),
            None => encoder.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Value> Value for Box<T> {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        (**self).read(decoder)
    }

    fn write(&self, encoder: &mut Encoder) {
        (**self).write(encoder);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Value> Value for Vec<T> {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        decoder.array(&mut |decoder| {
            let start = decoder.mark();
            let is_read = self.push_mut(T::default()).read(decoder);
            is_read.or_else(|failed| {
                self.pop();
                decoder.leave_out(&start, failed)
            })
        })
    }

    fn write(&self, encoder: &mut Encoder) {
        encoder.array(self);
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        decoder.entries(&mut |decoder, key| {
            let start = decoder.mark();
            let mut value = T::default();
            match value.read(decoder) {
                Ok(()) => drop(self.insert(key.into_owned(), value)),
                Err(failed) => decoder.leave_out(&start, failed)?,
            }
            Ok(())
        })
    }

    fn write(&self, encoder: &mut Encoder) {
        let start = encoder.out.len();
        for (key, value) in self {
            encoder.key(key);
            value.write(encoder);
        }
        encoder.close_object(start);
    }
}
