//! Arrays: making them, asking for their shape, rearranging, reducing, sorting and searching.

#[macro_use]
mod support;
pub mod accum;
pub mod create;
pub mod find;
pub mod query;
pub mod reduce;
pub mod sets;
pub mod shape;
pub mod sort;
pub mod stats;
#[cfg(test)]
mod tests;
