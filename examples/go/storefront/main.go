// Storefront tells the story of examples/story: go run ./storefront FOLDER
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"example.com/tea-house/siyu"
)

// What the shop reads of siyu's answers. What is only handed on stays json.RawMessage.

type part struct{ Party, Role, Amount string }

type split struct {
	Outcome struct {
		Order string
		Lines []json.RawMessage
	}
}

type line struct {
	Paid  string
	Parts []part
}

type clawback struct {
	Outcome struct{ Parts []part }
}

type price struct {
	Outcome struct {
		List, Payable string
		Steps         []struct{ Step, Amount, Price string }
	}
}

type explanation struct{ Sentences []string }

type verification struct {
	Verified  bool
	DiffersAt string `json:"differs_at"`
}

type object map[string]any

// A shop asks siyu by its rules of this month.
type shop struct{ rules *siyu.Rulebook }

// ask calls an operation and reads its answer into `answer`; it gives the answer itself too, to be kept.
func (s shop) ask(operation string, input, answer any) (json.RawMessage, error) {
	asked, err := json.Marshal(input)
	if err != nil {
		return nil, err
	}
	told, err := s.rules.Call(operation, asked)
	if err != nil {
		return nil, err
	}
	return told, json.Unmarshal(told, answer)
}

func (s shop) tellWhy(decision json.RawMessage) error {
	var told explanation
	if _, err := s.ask("decision_explain", object{"language": "zh-CN", "decision": decision}, &told); err != nil {
		return err
	}
	for _, sentence := range told.Sentences {
		fmt.Printf("  - %s\n", sentence)
	}
	return nil
}

func tellParts(parts []part) {
	for _, part := range parts {
		fmt.Printf("  %s (%s): %s\n", part.Party, part.Role, part.Amount)
	}
}

// sell tells who has what of an order, and gives the decision and its line, which are kept with the order.
func (s shop) sell(order json.RawMessage) (decision, sold json.RawMessage, err error) {
	var told split
	if decision, err = s.ask("commission_split", order, &told); err != nil {
		return nil, nil, err
	}
	var first line
	sold = told.Outcome.Lines[0]
	if err = json.Unmarshal(sold, &first); err != nil {
		return nil, nil, err
	}
	fmt.Printf("订单 %s,实付 %s:\n", told.Outcome.Order, first.Paid)
	tellParts(first.Parts)
	return decision, sold, s.tellWhy(decision)
}

func (s shop) refund(sold json.RawMessage, amount string) error {
	fmt.Printf("退款 %s:\n", amount)
	var told clawback
	decision, err := s.ask("commission_clawback", object{
		"line":   sold,
		"refund": object{"amount": amount, "reason": "returned"},
	}, &told)
	var refused *siyu.Error
	if errors.As(err, &refused) {
		fmt.Printf("  被拒绝,%s %s\n", refused.Code, refused.Path)
		fmt.Printf("  %s;%s\n", refused.Chinese.Message, refused.Chinese.Repair)
		fmt.Printf("  %s; %s\n", refused.English.Message, refused.English.Repair)
		return nil
	}
	if err != nil {
		return err
	}
	tellParts(told.Outcome.Parts)
	return s.tellWhy(decision)
}

func (s shop) price(basket json.RawMessage) error {
	var told price
	decision, err := s.ask("vip_price", basket, &told)
	if err != nil {
		return err
	}
	fmt.Printf("生日价,标价 %s,应付 %s:\n", told.Outcome.List, told.Outcome.Payable)
	for _, step := range told.Outcome.Steps {
		fmt.Printf("  %s: 减 %s,得 %s\n", step.Step, step.Amount, step.Price)
	}
	return s.tellWhy(decision)
}

func (s shop) verify(order, decision json.RawMessage) (string, error) {
	var told verification
	_, err := s.ask("decision_verify", object{
		"operation": "commission_split", "input": order, "decision": decision,
	}, &told)
	if told.Verified {
		return "一致", err
	}
	return "不一致," + told.DiffersAt, err
}

// withAFenMore is the decision as it lies in the books after somebody has given the first agent 2.40.
func withAFenMore(decision json.RawMessage) (json.RawMessage, error) {
	var tree object
	if err := json.Unmarshal(decision, &tree); err != nil {
		return nil, err
	}
	lines := tree["outcome"].(map[string]any)["lines"].([]any)
	parts := lines[0].(map[string]any)["parts"].([]any)
	parts[1].(map[string]any)["amount"] = "2.40"
	return json.Marshal(tree)
}

func refuseFaulty(rules []byte) error {
	_, err := siyu.Parse(rules)
	var refused *siyu.Error
	if !errors.As(err, &refused) {
		return fmt.Errorf("faulty rules are not refused: %w", err)
	}
	fmt.Printf("下月的规则被拒绝,%d 处:\n", len(refused.Findings))
	for _, finding := range refused.Findings {
		place := finding.Place
		fmt.Printf("  %d:%d %s %s:%s\n", place.Line, place.Column, finding.Code, finding.Path, finding.Chinese.Message)
	}
	return nil
}

func tell(folder string) error {
	texts := map[string]json.RawMessage{}
	for _, name := range []string{"faulty", "rulebook", "order", "basket"} {
		text, err := os.ReadFile(filepath.Join(folder, name+".json"))
		if err != nil {
			return err
		}
		texts[name] = text
	}
	if err := refuseFaulty(texts["faulty"]); err != nil {
		return err
	}
	rules, err := siyu.Parse(texts["rulebook"])
	if err != nil {
		return err
	}
	defer rules.Close()
	fmt.Printf("本月的规则,指纹 %s\n", rules.Digest())

	shop := shop{rules}
	decision, sold, err := shop.sell(texts["order"])
	if err != nil {
		return err
	}
	for _, amount := range []string{"1.00", "20.00"} {
		if err := shop.refund(sold, amount); err != nil {
			return err
		}
	}
	if err := shop.price(texts["basket"]); err != nil {
		return err
	}
	changed, err := withAFenMore(decision)
	if err != nil {
		return err
	}
	sound, err := shop.verify(texts["order"], decision)
	if err != nil {
		return err
	}
	unsound, err := shop.verify(texts["order"], changed)
	fmt.Printf("核对分账:%s\n核对多记一分的分账:%s\n", sound, unsound)
	return err
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: storefront FOLDER")
	}
	if err := tell(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}
