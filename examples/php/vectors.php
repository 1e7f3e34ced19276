<?php

/** Prints siyu's answers to all vectors, a line each (core/tests/vectors/answers.rs): `php vectors.php core/vectors`. */

declare(strict_types=1);

require __DIR__ . '/autoload.php';

use Siyu\Rulebook;
use Siyu\SiyuException;

if ($argc !== 2) {
    fwrite(STDERR, "usage: php vectors.php FOLDER\n");
    exit(2);
}
$json = static fn (mixed $value): string => json_encode($value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE
    | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_LINE_TERMINATORS | JSON_PRESERVE_ZERO_FRACTION);
$files = glob("$argv[1]/*.json");
sort($files, SORT_STRING);
foreach ($files as $file) {
    $vectors = json_decode(file_get_contents($file), false, flags: JSON_THROW_ON_ERROR);
    $rulebooks = [];
    foreach ($vectors->rulebooks ?? [] as $name => $rulebook) {
        $rulebooks[$name] = Rulebook::parse($json($rulebook));
    }
    foreach ($vectors->cases as $case) {
        try {
            $input = $json($case->input);
            $answer = isset($case->rulebook)
                ? $rulebooks[$case->rulebook]->call($vectors->operation, $input)
                : Rulebook::callWithout($vectors->operation, $input);
        } catch (SiyuException $refused) {
            $answer = $refused->json;
        }
        echo "$answer\n";
    }
}
