//! Mathematics on numbers: elementwise functions, operators as functions, conversions, number theory.
//!
//! One row per function; what the rows share is in [`elementwise`] (one operand) and [`pairs`] (two).

// Comparisons are written negated where NaN has to fall on the other side.
#![allow(clippy::neg_cmp_op_on_partial_ord, clippy::manual_range_contains)]

pub mod bits;
pub mod bytes;
pub mod complex;
pub mod convert;
pub mod elementwise;
pub mod numbers;
pub mod operators;
pub mod pairs;
pub mod real;
pub mod remainder;
pub mod special;
pub mod table;
