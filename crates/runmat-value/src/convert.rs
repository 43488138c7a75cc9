//! Conversion between classes.
