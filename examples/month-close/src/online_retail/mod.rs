pub mod lines;
pub mod matching;
pub mod months;
pub mod people;
