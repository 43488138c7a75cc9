//! Sessions and hosts.
pub mod native;
