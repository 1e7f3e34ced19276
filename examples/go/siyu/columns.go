package siyu

/*
#include "siyu.h"

// Go may hand C its arrays, but no struct that points to them: so the struct is made here.
static int32_t clawback(const siyu_rulebook *rulebook, size_t rows, size_t parts, const uint8_t *part_role,
                        const int64_t *paid_fen, const int64_t *part_fen, const int64_t *returned_fen,
                        const int64_t *compensation_fen, const int64_t *refund_fen, const uint8_t *reason,
                        int64_t *taken_fen, int64_t *left_fen, uint16_t *code, size_t *refused, siyu_error **error) {
	siyu_commission_clawback_batch batch = {
	    .size = sizeof batch,
	    .rows = rows,
	    .parts = parts,
	    .part_role = part_role,
	    .paid_fen = paid_fen,
	    .part_fen = part_fen,
	    .returned_fen = returned_fen,
	    .compensation_fen = compensation_fen,
	    .refund_fen = refund_fen,
	    .reason = reason,
	    .taken_fen = taken_fen,
	    .left_fen = left_fen,
	    .code = code,
	};
	return siyu_commission_clawback_columns(rulebook, &batch, refused, error);
}
*/
import "C"

import (
	"fmt"
	"unsafe"
)

// The roles of parts in columns.
const (
	RoleSupplier uint8 = iota
	RoleDirect
	RoleSponsor
	RoleSponsor2
	RoleMentor
	RolePool
	RoleResidual
)

// Refunds are many refunds at once: a cell per row in each column, and in PartFen a cell per row and part, row by row.
// Returned, Compensation and Reason may be nil; siyu.h says what they are.
type Refunds struct {
	PartRole        []uint8
	PaidFen         []int64
	PartFen         []int64
	ReturnedFen     []int64
	CompensationFen []int64
	RefundFen       []int64
	Reason          []uint8
}

// Clawbacks are what siyu writes beside refunds. A refused row has the number of its error in Code, others have 0.
type Clawbacks struct {
	TakenFen []int64
	LeftFen  []int64
	Code     []uint16
	Refused  int
}

// Clawback decides commission_clawback for many refunds, without reasons.
func (r *Rulebook) Clawback(refunds Refunds) (*Clawbacks, error) {
	rows, parts := len(refunds.RefundFen), len(refunds.PartRole)
	if err := refunds.check(rows, parts); err != nil {
		return nil, err
	}
	r.use.RLock()
	defer r.use.RUnlock()
	if r.handle == nil {
		return nil, ErrClosed
	}
	told := &Clawbacks{make([]int64, rows*parts), make([]int64, rows), make([]uint16, rows), 0}
	var refused C.size_t
	var refusal *C.siyu_error
	status := C.clawback(r.handle, C.size_t(rows), C.size_t(parts),
		bytes(refunds.PartRole), integers(refunds.PaidFen), integers(refunds.PartFen), integers(refunds.ReturnedFen),
		integers(refunds.CompensationFen), integers(refunds.RefundFen), bytes(refunds.Reason),
		integers(told.TakenFen), integers(told.LeftFen), (*C.uint16_t)(address(told.Code)), &refused, &refusal)
	told.Refused = int(refused)
	return told, failure(status, refusal)
}

// check sees that C will find as many cells as it is told.
func (r Refunds) check(rows, parts int) error {
	for _, column := range []struct {
		name            string
		found, expected int
		optional        bool
	}{
		{"PaidFen", len(r.PaidFen), rows, false},
		{"PartFen", len(r.PartFen), rows * parts, false},
		{"ReturnedFen", len(r.ReturnedFen), rows, r.ReturnedFen == nil},
		{"CompensationFen", len(r.CompensationFen), rows, r.CompensationFen == nil},
		{"Reason", len(r.Reason), rows, r.Reason == nil},
	} {
		if column.found != column.expected && !column.optional {
			return fmt.Errorf("siyu: %s has %d cells instead of %d", column.name, column.found, column.expected)
		}
	}
	return nil
}

// address is where a column begins, or NULL for nil.
func address[T any](column []T) unsafe.Pointer {
	switch {
	case column == nil:
		return nil
	case len(column) == 0:
		return unsafe.Pointer(&nothing[0])
	}
	return unsafe.Pointer(&column[0])
}

func bytes(column []uint8) *C.uint8_t    { return (*C.uint8_t)(address(column)) }
func integers(column []int64) *C.int64_t { return (*C.int64_t)(address(column)) }
