//! Files.

pub mod table;
