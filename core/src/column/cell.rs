//! The integers that columns are made of.

/// The width of a column's integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 8 bits, from 0.
    U8,
    /// 16 bits, from 0.
    U16,
    /// 32 bits, from 0.
    U32,
    /// 32 bits, signed.
    I32,
    /// 64 bits, signed.
    I64,
}

/// An integer of a column.
pub trait Cell: Copy + Default + PartialEq + 'static {
    /// Its width.
    const KIND: Kind;
    /// Stands for nothing: the least value of a signed integer, the greatest of an unsigned one.
    const NONE: Self;

    /// The value, or nothing.
    #[must_use]
    fn given(self) -> Option<Self> {
        (self != Self::NONE).then_some(self)
    }
}

macro_rules! cells {
    ($($integer:ty = $kind:ident, $none:expr;)+) => {
        $(impl Cell for $integer {
            const KIND: Kind = Kind::$kind;
            const NONE: Self = $none;
        })+
    };
}

cells! {
    u8 = U8, u8::MAX;
    u16 = U16, u16::MAX;
    u32 = U32, u32::MAX;
    i32 = I32, i32::MIN;
    i64 = I64, i64::MIN;
}
