<?php

declare(strict_types=1);

namespace Siyu;

use FFI;
use FFI\CData;

/**
 * A column: an array of C, which lives as long as this object.
 *
 * @internal
 */
final class Column
{
    /** The letter of pack() of each type of cells. */
    private const FORMATS = ['int64_t' => 'q', 'uint8_t' => 'C', 'uint16_t' => 'S'];

    private readonly CData $cells;

    private function __construct(private readonly string $type, private readonly int $count)
    {
        // C has no arrays of nothing.
        $this->cells = Library::ffi()->new($type . '[' . max(1, $count) . ']');
    }

    /** A column for siyu to write. */
    public static function toWrite(string $type, int $count): self
    {
        return new self($type, $count);
    }

    /**
     * A column for siyu to read.
     *
     * @param list<int> $values
     * @param int $count how many there must be: C looks at as many, and at nothing else
     */
    public static function of(string $name, string $type, array $values, int $count): self
    {
        if (count($values) !== $count) {
            throw new \InvalidArgumentException("$name has " . count($values) . " cells instead of $count");
        }
        foreach ($values as $value) {
            is_int($value) || throw new \InvalidArgumentException("$name holds " . get_debug_type($value));
        }
        $column = new self($type, $count);
        $bytes = pack(self::FORMATS[$type] . '*', ...$values);
        FFI::memcpy($column->cells, $bytes, strlen($bytes));
        return $column;
    }

    public function address(): CData
    {
        return Library::ffi()->cast("$this->type *", FFI::addr($this->cells));
    }

    /** @return list<int> */
    public function values(): array
    {
        $bytes = FFI::string(Library::ffi()->cast('char *', FFI::addr($this->cells)), FFI::sizeof($this->cells));
        return array_slice(array_values(unpack(self::FORMATS[$this->type] . '*', $bytes)), 0, $this->count);
    }
}
