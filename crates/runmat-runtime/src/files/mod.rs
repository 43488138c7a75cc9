//! Files, folders and the system around the session.

pub mod binary;
pub mod delimited;
pub mod fields;
pub mod folders;
pub mod open;
pub mod paths;
pub mod read;
pub mod store;
pub mod system;
pub mod table;
pub mod textscan;
pub mod users;
