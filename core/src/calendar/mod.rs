//! Civil dates, months, windows and recurring days.
