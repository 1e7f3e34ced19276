// Vectors prints siyu's answers to all vectors, a line each (core/tests/vectors/answers.rs): go run ./vectors FOLDER
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"log"
	"os"
	"path/filepath"

	"example.com/tea-house/siyu"
)

type file struct {
	Operation string
	Rulebooks map[string]json.RawMessage
	Cases     []struct {
		Rulebook string
		Input    json.RawMessage
	}
}

// compact is JSON as it was but for white space.
func compact(text json.RawMessage) ([]byte, error) {
	var compacted bytes.Buffer
	err := json.Compact(&compacted, text)
	return compacted.Bytes(), err
}

func (f file) rulebooks() (map[string]*siyu.Rulebook, error) {
	rulebooks := map[string]*siyu.Rulebook{}
	for name, text := range f.Rulebooks {
		json, err := compact(text)
		if err != nil {
			return nil, err
		}
		if rulebooks[name], err = siyu.Parse(json); err != nil {
			return nil, err
		}
	}
	return rulebooks, nil
}

func answer(path string, out *bufio.Writer) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var vectors file
	if err := json.Unmarshal(text, &vectors); err != nil {
		return err
	}
	rulebooks, err := vectors.rulebooks()
	if err != nil {
		return err
	}
	for _, one := range vectors.Cases {
		input, err := compact(one.Input)
		if err != nil {
			return err
		}
		call := siyu.Call
		if one.Rulebook != "" {
			call = rulebooks[one.Rulebook].Call
		}
		told, err := call(vectors.Operation, input)
		var refused *siyu.Error
		if errors.As(err, &refused) {
			told = refused.JSON()
		} else if err != nil {
			return err
		}
		out.Write(told)
		out.WriteByte('\n')
	}
	for _, rulebook := range rulebooks {
		rulebook.Close()
	}
	return out.Flush()
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: vectors FOLDER")
	}
	paths, err := filepath.Glob(filepath.Join(os.Args[1], "*.json"))
	if err != nil || len(paths) == 0 {
		log.Fatalf("no vectors in %s", os.Args[1])
	}
	out := bufio.NewWriter(os.Stdout)
	for _, path := range paths {
		if err := answer(path, out); err != nil {
			log.Fatalf("%s: %v", path, err)
		}
	}
}
