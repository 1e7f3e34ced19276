package siyu_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"example.com/tea-house/siyu"
)

const (
	rules = `{"name": "r", "version": "1", "effective_from": "2026-01-01",
		"commission": {"residual": "茶舍", "roles": {"direct": {"rate": "12%"}}}}`
	share = `{"whole": "1.00", "residual": "小梅🌸"}`
)

func parsed(t *testing.T) *siyu.Rulebook {
	t.Helper()
	rulebook, err := siyu.Parse([]byte(rules))
	if err != nil {
		t.Fatal(err)
	}
	return rulebook
}

// refusedAs checks that an error is a refusal of this code and path.
func refusedAs(err error, code, path string) error {
	var refused *siyu.Error
	if !errors.As(err, &refused) {
		return fmt.Errorf("expected %s, found %v", code, err)
	}
	if refused.Code != code || refused.Path != path {
		return fmt.Errorf("expected %s %q, found %s %q", code, path, refused.Code, refused.Path)
	}
	return nil
}

func TestARefusalHasCodePathParamsAndTwoLanguages(t *testing.T) {
	_, err := parsed(t).Call("money_share", []byte(`{"whole": "1.0O", "residual": "a"}`))
	if err := refusedAs(err, "money_format", "/whole"); err != nil {
		t.Fatal(err)
	}
	refused := err.(*siyu.Error)
	if refused.Number == 0 || refused.Params["found"] != "`1.0O`" {
		t.Errorf("found %+v", refused)
	}
	if !strings.Contains(refused.Error(), "`1.0O`") || !strings.Contains(refused.Chinese.Message, "金额") {
		t.Errorf("found %s and %s", refused, refused.Chinese.Message)
	}
	if !json.Valid(refused.JSON()) {
		t.Errorf("no JSON: %s", refused.JSON())
	}
}

func TestARulebookIsRefusedWithAllFindings(t *testing.T) {
	_, err := siyu.Parse([]byte(`{"name": 1, "versio": ""}`))
	var refused *siyu.Error
	if !errors.As(err, &refused) || len(refused.Findings) != 4 || refused.Findings[0].Place.Line != 1 {
		t.Fatalf("found %+v", err)
	}
}

func TestChineseAndEmojiComeBackAsTheyWent(t *testing.T) {
	answer, err := parsed(t).Call("money_share", []byte(share))
	if err != nil || !strings.Contains(string(answer), `"小梅🌸"`) {
		t.Fatalf("found %s, %v", answer, err)
	}
}

func TestANulEndsNoText(t *testing.T) {
	rulebook := parsed(t)
	for _, one := range []struct{ operation, input, code, path string }{
		{"money_share", share + "\x00", "json_syntax", ""},
		{"money_share", `{"whole": "1.00", "a\u0000b": 1}`, "unknown_field", "/a\x00b"},
		{"money_share\x00", share, "unknown_operation", ""},
	} {
		_, err := rulebook.Call(one.operation, []byte(one.input))
		if err := refusedAs(err, one.code, one.path); err != nil {
			t.Error(err)
		}
	}
}

func TestEmptyAndNilAreTextsToo(t *testing.T) {
	for _, text := range [][]byte{nil, {}} {
		_, calling := siyu.Call("rulebook_check", text)
		if err := refusedAs(calling, "json_syntax", ""); err != nil {
			t.Error(err)
		}
		_, parsing := siyu.Parse(text)
		if err := refusedAs(parsing, "rulebook_refused", ""); err != nil {
			t.Error(err)
		}
	}
}

func TestWhatIsNotUTF8IsRefused(t *testing.T) {
	_, parsing := siyu.Parse([]byte("\xff"))
	_, calling := parsed(t).Call("money_share", []byte("\"\xed\xa0\x80\""))
	if !errors.Is(parsing, siyu.ErrUTF8) || !errors.Is(calling, siyu.ErrUTF8) {
		t.Fatalf("found %v and %v", parsing, calling)
	}
}

func TestARulebookTellsItsDigestCanonicalFormAndWarnings(t *testing.T) {
	rulebook := parsed(t)
	canonical, err := rulebook.Canonical()
	if err != nil {
		t.Fatal(err)
	}
	again, err := siyu.Parse(canonical)
	if err != nil || again.Digest() != rulebook.Digest() || len(again.Digest()) != 64 {
		t.Fatalf("found %s, %v", canonical, err)
	}
	if warnings, err := rulebook.Warnings(); err != nil || string(warnings) != "[]" {
		t.Fatalf("found %s, %v", warnings, err)
	}
}

func TestAClosedRulebookSaysSo(t *testing.T) {
	rulebook := parsed(t)
	for range [2]int{} {
		if err := rulebook.Close(); err != nil {
			t.Fatal(err)
		}
	}
	_, calling := rulebook.Call("money_share", []byte(share))
	_, canonical := rulebook.Canonical()
	_, warnings := rulebook.Warnings()
	for _, err := range []error{calling, canonical, warnings} {
		if err != siyu.ErrClosed {
			t.Errorf("found %v", err)
		}
	}
	if rulebook.Digest() != "" {
		t.Errorf("found the digest %s", rulebook.Digest())
	}
}

// everyKindOfCall makes a right call and three that err, each with an error of its own in it.
func everyKindOfCall(rulebook *siyu.Rulebook, caller int) error {
	found := fmt.Sprintf("`x%d`", caller)
	if answer, err := rulebook.Call("money_share", []byte(share)); err != nil || !strings.Contains(string(answer), `"1.00"`) {
		return fmt.Errorf("found %s, %v", answer, err)
	}
	_, err := rulebook.Call("money_share", []byte(fmt.Sprintf(`{"whole": "x%d", "residual": "a"}`, caller)))
	if err := refusedAs(err, "money_format", "/whole"); err != nil {
		return err
	}
	if own := err.(*siyu.Error).Params["found"]; own != found {
		return fmt.Errorf("the error of another: %s instead of %s", own, found)
	}
	_, err = siyu.Parse([]byte("{}"))
	if err := refusedAs(err, "rulebook_refused", "/name"); err != nil {
		return err
	}
	if _, err := rulebook.Call("money_share", []byte("\xff")); err != siyu.ErrUTF8 {
		return fmt.Errorf("expected ErrUTF8, found %v", err)
	}
	return nil
}

func TestGoroutinesShareOneRulebookAndNotTheirErrors(t *testing.T) {
	rulebook := parsed(t)
	var all sync.WaitGroup
	for caller := 0; caller < 64; caller++ {
		all.Add(1)
		go func(caller int) {
			defer all.Done()
			for round := 0; round < 50; round++ {
				if err := everyKindOfCall(rulebook, caller); err != nil {
					t.Error(err)
					return
				}
				runtime.Gosched()
			}
		}(caller)
	}
	all.Wait()
}

func TestCloseWaitsForTheCallsThatRun(t *testing.T) {
	for round := 0; round < 50; round++ {
		rulebook := parsed(t)
		var all sync.WaitGroup
		for caller := 0; caller < 8; caller++ {
			all.Add(1)
			go func() {
				defer all.Done()
				for {
					if _, err := rulebook.Call("money_share", []byte(share)); err != nil {
						if err != siyu.ErrClosed {
							t.Error(err)
						}
						return
					}
				}
			}()
		}
		runtime.Gosched()
		rulebook.Close()
		all.Wait()
	}
}

// residentMemory is the memory of this process in KiB, Go's own and the library's.
func residentMemory(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	var kibibytes int
	_, behind, _ := strings.Cut(string(status), "VmRSS:")
	if _, err := fmt.Sscanf(behind, "%d kB", &kibibytes); err != nil {
		t.Fatal(err)
	}
	return kibibytes
}

func TestCallsAndForgottenRulebooksLeaveNoMemoryBehind(t *testing.T) {
	rounds := func(count int) {
		for round := 0; round < count; round++ {
			forgotten := parsed(t) // Not closed.
			if err := everyKindOfCall(forgotten, round); err != nil {
				t.Fatal(err)
			}
		}
		runtime.GC()
	}
	rounds(5_000)
	// What leaks does so each time; what the collector is late with, once or twice.
	var grown []int
	for len(grown) < 4 {
		before := residentMemory(t)
		rounds(25_000) // Four calls each.
		grown = append(grown, residentMemory(t)-before)
		if grown[len(grown)-1] < 8_192 {
			return
		}
	}
	t.Errorf("%d KiB more", grown)
}

func refunds(rows int) siyu.Refunds {
	columns := siyu.Refunds{PartRole: []uint8{siyu.RoleDirect, siyu.RoleResidual}}
	for row := 0; row < rows; row++ {
		columns.PaidFen = append(columns.PaidFen, 1000)
		columns.PartFen = append(columns.PartFen, 120, 880)
		columns.RefundFen = append(columns.RefundFen, int64(row+1))
	}
	return columns
}

func TestColumnsAreCheckedBeforeCSeesThem(t *testing.T) {
	rulebook := parsed(t)
	short := refunds(3)
	short.PartFen = short.PartFen[1:]
	if _, err := rulebook.Clawback(short); err == nil || !strings.Contains(err.Error(), "PartFen has 5 cells instead of 6") {
		t.Errorf("found %v", err)
	}
	twoResidual := refunds(3)
	twoResidual.PartRole[0] = siyu.RoleResidual
	var refused *siyu.Error
	if _, err := rulebook.Clawback(twoResidual); !errors.As(err, &refused) {
		t.Errorf("found %v", err)
	}
	if told, err := rulebook.Clawback(refunds(0)); err != nil || told.Refused != 0 {
		t.Errorf("found %v, %v", told, err)
	}
	rulebook.Close()
	if _, err := rulebook.Clawback(refunds(3)); err != siyu.ErrClosed {
		t.Errorf("found %v", err)
	}
}

func TestARefusedRowLeavesTheOthersAlone(t *testing.T) {
	columns := refunds(4)
	columns.RefundFen[2] = 1001
	columns.Reason = make([]uint8, 4)
	columns.ReturnedFen = make([]int64, 4)
	told, err := parsed(t).Clawback(columns)
	if err != nil || told.Refused != 1 {
		t.Fatalf("found %+v, %v", told, err)
	}
	for row, code := range told.Code {
		sum := told.TakenFen[2*row] + told.TakenFen[2*row+1]
		if (code != 0) != (row == 2) || (row != 2 && sum != columns.RefundFen[row]) {
			t.Errorf("row %d: code %d, taken %d", row, code, sum)
		}
	}
}
