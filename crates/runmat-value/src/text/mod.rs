//! Formatted text: `printf` templates, numbers to text and back.
