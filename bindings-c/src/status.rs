//! How a function ended.

use std::ffi::{CStr, c_char};

/// How a function ended. What else can be told of a refusal is in its `siyu_error`. Numbers keep their meaning for ever,
/// and new ones may come: treat every number but `SIYU_STATUS_OK` as a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C)]
pub enum Status {
    /// Done: the result is in `out`.
    Ok = 0,
    /// The rulebook or the input is refused: `error` says why, where, and how to repair it.
    Refused = 1,
    /// A pointer that must not be NULL is NULL.
    NullArgument = 2,
    /// A text is not UTF-8.
    InvalidUtf8 = 3,
    /// A fault of siyu itself, caught: please report it. All handles stay good.
    Panic = 4,
}

/// A language that siyu speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C)]
pub enum Language {
    /// English.
    English = 0,
    /// Simplified Chinese.
    Chinese = 1,
}

impl Language {
    /// The language of a number that a caller gave: what is not Chinese is English.
    pub(crate) fn of(number: i32) -> Self {
        if number == Self::Chinese as i32 { Self::Chinese } else { Self::English }
    }
}

impl From<Status> for i32 {
    fn from(status: Status) -> Self {
        status as Self
    }
}

/// What a status means, in one line of a `siyu_language`. Lives as long as the library; never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn siyu_status_message(status: i32, language: i32) -> *const c_char {
    message(status, Language::of(language)).as_ptr()
}

fn message(status: i32, language: Language) -> &'static CStr {
    const OK: i32 = Status::Ok as i32;
    const REFUSED: i32 = Status::Refused as i32;
    const NULL_ARGUMENT: i32 = Status::NullArgument as i32;
    const INVALID_UTF8: i32 = Status::InvalidUtf8 as i32;
    const PANIC: i32 = Status::Panic as i32;
    let (english, chinese) = match status {
        OK => (c"done", c"完成"),
        REFUSED => (c"refused: the error object tells why", c"被拒绝:原因见错误对象"),
        NULL_ARGUMENT => (
            c"a pointer that must not be NULL is NULL: pass an address",
            c"不可为 NULL 的指针为 NULL:请传入地址",
        ),
        INVALID_UTF8 => (c"a text is not UTF-8: encode it as UTF-8", c"文本不是 UTF-8:请以 UTF-8 编码"),
        PANIC => (
            c"a fault inside siyu was caught: report it, handles stay good",
            c"捕获到 siyu 内部故障:请反馈,句柄仍然可用",
        ),
        _ => (c"unknown status: use the header of the loaded library", c"未知状态:请使用与库一致的头文件"),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}
