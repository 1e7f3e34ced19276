package siyu

/*
#include "siyu.h"
*/
import "C"

import (
	"encoding/json"
	"errors"
	"fmt"
)

// ErrUTF8 is what a text that is not UTF-8 is answered with.
var ErrUTF8 = errors.New("siyu: a text is not UTF-8")

// An Error says why an input or a rulebook is refused. Get it with errors.As.
type Error struct {
	// Code is what is wrong, such as "money_format": stable for ever, and so is its Number.
	Code   string `json:"code"`
	Number int    `json:"number"`
	// Path is where: a JSON pointer (RFC 6901) into what was handed in, "" for the whole of it.
	Path string `json:"path"`
	// Params is what the message speaks of.
	Params map[string]string `json:"parameters"`
	// English and Chinese tell it to people.
	English Wording `json:"en"`
	Chinese Wording `json:"zh_cn"`
	// Findings are all that is wrong with a rulebook; nil for an input.
	Findings []Finding `json:"findings"`

	text []byte
}

// A Wording is what is wrong and how to repair it, a line each.
type Wording struct {
	Message string `json:"message"`
	Repair  string `json:"repair"`
}

// A Finding is one thing that is wrong with a rulebook.
type Finding struct {
	Code     string            `json:"code"`
	Number   int               `json:"number"`
	Severity string            `json:"severity"`
	Path     string            `json:"path"`
	Params   map[string]string `json:"parameters"`
	Place    Place             `json:"span"`
	English  Wording           `json:"en"`
	Chinese  Wording           `json:"zh_cn"`
}

// A Place is where in the text of a rulebook: line and column count from 1, a column in UTF-16 units as editors do.
type Place struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Error tells it in English.
func (e *Error) Error() string {
	return fmt.Sprintf("siyu: %s %s: %s; %s", e.Code, e.Path, e.English.Message, e.English.Repair)
}

// JSON is all of it, as siyu tells it: to be logged, or handed on to a front end.
func (e *Error) JSON() []byte {
	return e.text
}

// failure makes an error of a status that is one, and frees what came with it.
func failure(status C.int32_t, refusal *C.siyu_error) error {
	switch status {
	case C.SIYU_STATUS_OK:
		return nil
	case C.SIYU_STATUS_INVALID_UTF8:
		return ErrUTF8
	case C.SIYU_STATUS_REFUSED:
		defer C.siyu_error_free(refusal)
		told := &Error{text: []byte(C.GoString(C.siyu_error_json(refusal)))}
		if err := json.Unmarshal(told.text, told); err != nil {
			return fmt.Errorf("siyu: a refusal that cannot be read: %w", err)
		}
		return told
	default:
		message := C.GoString(C.siyu_status_message(status, C.SIYU_LANGUAGE_ENGLISH))
		return fmt.Errorf("siyu: status %d: %s", int(status), message)
	}
}
