<?php

declare(strict_types=1);

namespace Siyu;

use FFI;
use FFI\CData;

/**
 * A checked rulebook. It never changes, and it is freed when nothing refers to it any more.
 */
final class Rulebook
{
    private function __construct(private readonly CData $handle)
    {
    }

    /**
     * @param string $json the merchant's rules
     * @throws SiyuException with everything that is wrong with them, in `findings`
     */
    public static function parse(string $json): self
    {
        $siyu = Library::ffi();
        $handle = $siyu->new('siyu_rulebook *');
        $error = $siyu->new('siyu_error *');
        $status = $siyu->siyu_rulebook_parse($json, strlen($json), FFI::addr($handle), FFI::addr($error));
        self::check($status, $error);
        return new self($handle);
    }

    /** Calls an operation under this rulebook, such as `commission_split`: JSON in, JSON out.
     * @throws SiyuException */
    public function call(string $operation, string $input): string
    {
        return self::answer($this->handle, $operation, $input);
    }

    /** Calls an operation that needs no rulebook, such as `rulebook_check`.
     * @throws SiyuException */
    public static function callWithout(string $operation, string $input): string
    {
        return self::answer(null, $operation, $input);
    }

    /**
     * Decides `commission_clawback` for many refunds, a row each, without reasons. siyu.h says what the columns are.
     *
     * @param list<int> $partRole the role of each part: 0 supplier, 1 direct, 2 sponsor … 6 residual
     * @param list<int> $partFen a cell per row and part, row by row; all others have a cell per row
     * @throws SiyuException
     */
    public function clawbackColumns(
        array $partRole,
        array $paidFen,
        array $partFen,
        array $refundFen,
        ?array $returnedFen = null,
        ?array $compensationFen = null,
        ?array $reason = null,
    ): Clawbacks {
        $siyu = Library::ffi();
        $rows = count($refundFen);
        $parts = count($partRole);
        $read = [
            'part_role' => Column::of('partRole', 'uint8_t', $partRole, $parts),
            'paid_fen' => Column::of('paidFen', 'int64_t', $paidFen, $rows),
            'part_fen' => Column::of('partFen', 'int64_t', $partFen, $rows * $parts),
            'returned_fen' => $returnedFen === null ? null : Column::of('returnedFen', 'int64_t', $returnedFen, $rows),
            'compensation_fen' => $compensationFen === null
                ? null : Column::of('compensationFen', 'int64_t', $compensationFen, $rows),
            'refund_fen' => Column::of('refundFen', 'int64_t', $refundFen, $rows),
            'reason' => $reason === null ? null : Column::of('reason', 'uint8_t', $reason, $rows),
        ];
        $written = [
            'taken_fen' => Column::toWrite('int64_t', $rows * $parts),
            'left_fen' => Column::toWrite('int64_t', $rows),
            'code' => Column::toWrite('uint16_t', $rows),
        ];
        $batch = $siyu->new('siyu_commission_clawback_batch');
        [$batch->size, $batch->rows, $batch->parts] = [FFI::sizeof($batch), $rows, $parts];
        foreach ([...$read, ...$written] as $name => $column) {
            $batch->$name = $column?->address();
        }
        $refused = $siyu->new('size_t');
        $error = $siyu->new('siyu_error *');
        $status = $siyu->siyu_commission_clawback_columns(
            $this->handle,
            FFI::addr($batch),
            FFI::addr($refused),
            FFI::addr($error),
        );
        self::check($status, $error);
        return new Clawbacks(
            $written['taken_fen']->values(),
            $written['left_fen']->values(),
            $written['code']->values(),
            $refused->cdata,
        );
    }

    /** The fingerprint: rulebooks that mean the same have the same. */
    public function digest(): string
    {
        return Library::ffi()->siyu_rulebook_digest($this->handle);
    }

    /** The canonical form (RFC 8785), to be kept beside decisions. */
    public function canonical(): string
    {
        return self::told('siyu_rulebook_canonical', $this->handle);
    }

    /** What deserves a look and yet refuses nothing: a list in JSON. */
    public function warnings(): string
    {
        return self::told('siyu_rulebook_warnings', $this->handle);
    }

    public function __destruct()
    {
        Library::ffi()->siyu_rulebook_free($this->handle);
    }

    /** A copy would free the same rulebook twice. */
    private function __clone()
    {
    }

    public function __serialize(): array
    {
        throw new \LogicException('a rulebook lives in one process: keep its canonical form and parse it anew');
    }

    private static function answer(?CData $rulebook, string $operation, string $input): string
    {
        $siyu = Library::ffi();
        $buffer = $siyu->new('siyu_buffer *');
        $error = $siyu->new('siyu_error *');
        $status = $siyu->siyu_call(
            $rulebook,
            $operation,
            strlen($operation),
            $input,
            strlen($input),
            FFI::addr($buffer),
            FFI::addr($error),
        );
        self::check($status, $error);
        return self::taken($buffer);
    }

    private static function told(string $function, CData $rulebook): string
    {
        $buffer = Library::ffi()->new('siyu_buffer *');
        self::check(Library::ffi()->$function($rulebook, FFI::addr($buffer)), null);
        return self::taken($buffer);
    }

    /** The text of a buffer, which is freed. (JSON holds no NUL, so PHP sees all of it.) */
    private static function taken(CData $buffer): string
    {
        $siyu = Library::ffi();
        $text = $siyu->siyu_buffer_data($buffer);
        $siyu->siyu_buffer_free($buffer);
        return $text;
    }

    private static function check(int $status, ?CData $error): void
    {
        $siyu = Library::ffi();
        if ($status === $siyu->SIYU_STATUS_OK) {
            return;
        }
        if ($status === $siyu->SIYU_STATUS_REFUSED) {
            $json = $siyu->siyu_error_json($error);
            $siyu->siyu_error_free($error);
            throw new SiyuException($json);
        }
        $message = $siyu->siyu_status_message($status, $siyu->SIYU_LANGUAGE_ENGLISH);
        throw $status === $siyu->SIYU_STATUS_INVALID_UTF8
            ? new \InvalidArgumentException($message)
            : new \RuntimeException($message);
    }
}
