// Package siyu decides by the rules of private-domain commerce: JSON in, JSON out, exact to the fen and explained.
//
// A Rulebook may be used by any number of goroutines at the same time.
package siyu

// The static library makes one program without anything to install beside it. For the shared one, installed by
// cargo-c, write instead: #cgo pkg-config: siyu

/*
#cgo LDFLAGS: -l:libsiyu.a -lm -ldl -lpthread
#include "siyu.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"unsafe"
)

func init() {
	if found := C.siyu_abi_version(); found != C.SIYU_ABI_VERSION {
		panic(fmt.Sprintf("libsiyu has interface %d, this program was built for %d", found, C.SIYU_ABI_VERSION))
	}
}

// ErrClosed is what a Rulebook answers after Close.
var ErrClosed = errors.New("siyu: the rulebook is closed")

// A Rulebook is the merchant's rules, read and checked. It never changes.
type Rulebook struct {
	// Calls hold it for reading, Close for writing: nothing is freed under a call.
	use    sync.RWMutex
	handle *C.siyu_rulebook
}

// Parse reads and checks a rulebook. An *Error tells everything that is wrong with it, in Findings.
func Parse(json []byte) (*Rulebook, error) {
	var handle *C.siyu_rulebook
	var refusal *C.siyu_error
	status := C.siyu_rulebook_parse(start(json), C.size_t(len(json)), &handle, &refusal)
	if err := failure(status, refusal); err != nil {
		return nil, err
	}
	rulebook := &Rulebook{handle: handle}
	// For those who forget Close.
	runtime.SetFinalizer(rulebook, (*Rulebook).Close)
	return rulebook, nil
}

// Close frees the rulebook, once the calls that use it are done. It may be called more than once.
func (r *Rulebook) Close() error {
	r.use.Lock()
	defer r.use.Unlock()
	C.siyu_rulebook_free(r.handle)
	r.handle = nil
	runtime.SetFinalizer(r, nil)
	return nil
}

// Call calls an operation, such as "commission_split". A refused input is an *Error.
func (r *Rulebook) Call(operation string, input []byte) ([]byte, error) {
	r.use.RLock()
	defer r.use.RUnlock()
	if r.handle == nil {
		return nil, ErrClosed
	}
	return call(r.handle, operation, input)
}

// Call calls an operation that needs no rulebook, such as "rulebook_check".
func Call(operation string, input []byte) ([]byte, error) {
	return call(nil, operation, input)
}

// Digest is the rulebook's fingerprint: those that mean the same have the same. It is "" after Close.
func (r *Rulebook) Digest() string {
	r.use.RLock()
	defer r.use.RUnlock()
	return C.GoString(C.siyu_rulebook_digest(r.handle))
}

// Canonical is the rulebook in its canonical form (RFC 8785), to be kept beside decisions.
func (r *Rulebook) Canonical() ([]byte, error) {
	r.use.RLock()
	defer r.use.RUnlock()
	if r.handle == nil {
		return nil, ErrClosed
	}
	var out *C.siyu_buffer
	status := C.siyu_rulebook_canonical(r.handle, &out)
	return answer(status, out, nil)
}

// Warnings tells, as a list in JSON, what deserves a look and yet refuses nothing.
func (r *Rulebook) Warnings() ([]byte, error) {
	r.use.RLock()
	defer r.use.RUnlock()
	if r.handle == nil {
		return nil, ErrClosed
	}
	var out *C.siyu_buffer
	status := C.siyu_rulebook_warnings(r.handle, &out)
	return answer(status, out, nil)
}

func call(rulebook *C.siyu_rulebook, operation string, input []byte) ([]byte, error) {
	name := []byte(operation)
	var out *C.siyu_buffer
	var refusal *C.siyu_error
	status := C.siyu_call(rulebook, start(name), C.size_t(len(name)), start(input), C.size_t(len(input)), &out, &refusal)
	return answer(status, out, refusal)
}

// answer takes what a function gave: the text of `out`, or the error; both are freed.
func answer(status C.int32_t, out *C.siyu_buffer, refusal *C.siyu_error) ([]byte, error) {
	if err := failure(status, refusal); err != nil {
		return nil, err
	}
	defer C.siyu_buffer_free(out)
	text := (*byte)(unsafe.Pointer(C.siyu_buffer_data(out)))
	return append([]byte(nil), unsafe.Slice(text, C.siyu_buffer_length(out))...), nil
}

var nothing = []byte{0}

// start is where the bytes begin. For none it is some place all the same, since C is never handed NULL.
func start(bytes []byte) *C.char {
	if len(bytes) == 0 {
		bytes = nothing
	}
	return (*C.char)(unsafe.Pointer(&bytes[0]))
}
