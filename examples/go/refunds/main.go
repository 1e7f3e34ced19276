// Refunds tells the second story of examples/story, refunds in columns: go run ./refunds FOLDER
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"example.com/tea-house/siyu"
)

const (
	paid = 19_99
	rows = 20_00
)

type part struct{ Party, Role, Amount string }

var roles = map[string]uint8{
	"supplier": siyu.RoleSupplier,
	"direct":   siyu.RoleDirect,
	"sponsor":  siyu.RoleSponsor,
	"residual": siyu.RoleResidual,
}

func fen(yuan string) (int64, error) {
	return strconv.ParseInt(strings.Replace(yuan, ".", "", 1), 10, 64)
}

func yuan(fen int64) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }

// sold splits the order and gives its line, which is kept with the order, and the parts of it.
func sold(rules *siyu.Rulebook, order []byte) (json.RawMessage, []part, error) {
	decision, err := rules.Call("commission_split", order)
	if err != nil {
		return nil, nil, err
	}
	var split struct {
		Outcome struct{ Lines []json.RawMessage }
	}
	if err := json.Unmarshal(decision, &split); err != nil {
		return nil, nil, err
	}
	var line struct{ Parts []part }
	err = json.Unmarshal(split.Outcome.Lines[0], &line)
	return split.Outcome.Lines[0], line.Parts, err
}

// columnsOf lays a refund of every fen from the first to the last beside the line.
func columnsOf(parts []part) (siyu.Refunds, error) {
	var refunds siyu.Refunds
	var cells []int64
	for _, part := range parts {
		amount, err := fen(part.Amount)
		if err != nil {
			return refunds, err
		}
		refunds.PartRole = append(refunds.PartRole, roles[part.Role])
		cells = append(cells, amount)
	}
	for row := int64(1); row <= rows; row++ {
		refunds.PaidFen = append(refunds.PaidFen, paid)
		refunds.PartFen = append(refunds.PartFen, cells...)
		refunds.RefundFen = append(refunds.RefundFen, row)
	}
	return refunds, nil
}

// called is what the call says of one refund: what each part gives back, or the error that refuses it.
func called(rules *siyu.Rulebook, line json.RawMessage, amount string) ([]int64, *siyu.Error, error) {
	input, err := json.Marshal(map[string]any{
		"line": line, "refund": map[string]string{"amount": amount, "reason": "returned"},
	})
	if err != nil {
		return nil, nil, err
	}
	decision, err := rules.Call("commission_clawback", input)
	var refused *siyu.Error
	if errors.As(err, &refused) {
		return nil, refused, nil
	}
	if err != nil {
		return nil, nil, err
	}
	var clawback struct{ Outcome struct{ Parts []part } }
	if err := json.Unmarshal(decision, &clawback); err != nil {
		return nil, nil, err
	}
	var taken []int64
	for _, part := range clawback.Outcome.Parts {
		amount, err := fen(part.Amount)
		if err != nil {
			return nil, nil, err
		}
		taken = append(taken, amount)
	}
	return taken, nil, nil
}

// isSame holds a row of the columns against the call.
func isSame(rules *siyu.Rulebook, line json.RawMessage, told *siyu.Clawbacks, row, parts int) (bool, error) {
	amount := yuan(int64(row + 1))
	taken, refused, err := called(rules, line, amount)
	if err != nil {
		return false, err
	}
	if refused != nil {
		fmt.Printf("  %s: %s\n", amount, refused.Code)
		return int(told.Code[row]) == refused.Number, nil
	}
	same := told.Code[row] == 0 && len(taken) == parts
	for number, fen := range taken {
		same = same && told.TakenFen[row*parts+number] == fen
	}
	return same, nil
}

func tell(folder string) error {
	text, err := os.ReadFile(filepath.Join(folder, "rulebook.json"))
	if err != nil {
		return err
	}
	order, err := os.ReadFile(filepath.Join(folder, "order.json"))
	if err != nil {
		return err
	}
	rules, err := siyu.Parse(text)
	if err != nil {
		return err
	}
	defer rules.Close()
	line, parts, err := sold(rules, order)
	if err != nil {
		return err
	}
	refunds, err := columnsOf(parts)
	if err != nil {
		return err
	}
	told, err := rules.Clawback(refunds)
	if err != nil {
		return err
	}
	fmt.Printf("退款 0.01 至 20.00,共 %d 笔,拒绝 %d 笔:\n", rows, told.Refused)
	for number, part := range parts {
		var total int64
		for row := 0; row < rows; row++ {
			total += told.TakenFen[row*len(parts)+number]
		}
		fmt.Printf("  %s: %s\n", part.Party, yuan(total))
	}
	for row := 0; row < rows; row++ {
		same, err := isSame(rules, line, told, row, len(parts))
		if err != nil {
			return err
		}
		if !same {
			return fmt.Errorf("the call says otherwise of row %d", row)
		}
	}
	fmt.Println("与逐笔调用一致")
	return nil
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: refunds FOLDER")
	}
	if err := tell(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}
