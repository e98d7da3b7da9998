//! What clients written by restgen call: requests, transport, errors and JSON.
//!
//! Nothing here knows an endpoint: generated code passes each request as plain data.
