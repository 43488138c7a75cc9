//! What an unsuppressed statement prints.
