//! Conversion between classes.

/// Placeholder.
pub fn to_f64_vec(_v: &crate::Value) -> Option<Vec<f64>> {
    None
}
