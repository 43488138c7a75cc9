//! Numeric kernels on plain matrices; nothing here knows of values, dialects or calls.

pub mod cholesky;
pub mod condition;
pub mod dense;
pub mod lstsq;
pub mod lu;
pub mod norms;
pub mod product;
pub mod qr;
pub mod scalar;
pub mod sparse;
pub mod svd;
pub mod triangular;

pub use dense::Dense;
pub use scalar::Scalar;
