//! The mock of the API, as a server and as a transport.

mod every_action;
mod http;
mod told;
mod wrong_requests;
