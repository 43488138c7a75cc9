//! Numeric kernels on plain matrices; nothing here knows of values, dialects or calls.

pub mod bidiagonal;
pub mod cholesky;
pub mod complex_schur;
pub mod condition;
pub mod dense;
pub mod functions;
pub mod hermitian;
pub mod hessenberg;
pub mod lstsq;
pub mod lu;
pub mod norms;
pub mod product;
pub mod qr;
pub mod real_schur;
pub mod rotation;
pub mod scalar;
pub mod sparse;
pub mod sparse_factor;
pub mod spectrum;
pub mod svd;
pub mod triangular;

pub use dense::Dense;
pub use scalar::Scalar;

#[cfg(test)]
mod tests;
