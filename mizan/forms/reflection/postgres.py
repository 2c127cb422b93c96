"""The fields and widgets of `django.contrib.postgres.forms`."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.forms import (
    DateRangeField,
    DateTimeRangeField,
    DecimalRangeField,
    HStoreField,
    IntegerRangeField,
    SimpleArrayField,
    SplitArrayField,
    SplitArrayWidget,
)
from django.contrib.postgres.forms.ranges import BaseRangeField, HiddenRangeWidget, RangeWidget

from mizan.forms.reflection.fields import TEXT, array
from mizan.forms.reflection.reflection import Reflection
from mizan.forms.reflection.stock import STOCK, reflects, server_rule
from mizan.forms.reflection.widgets import KIND

KIND.update({RangeWidget: "multi", HiddenRangeWidget: "multi", SplitArrayWidget: "multi"})


@reflects(SimpleArrayField)
def _simple_array(field: Any) -> Reflection:
    return server_rule(field, TEXT, absent=False)


@reflects(SplitArrayField)
def _split_array(field: Any) -> Reflection:
    return server_rule(field, array({}, False), readings="custom", absent=False)


@reflects(HStoreField)
def _hstore(field: Any) -> Reflection:
    return server_rule(field, {"type": ["object", "string"]}, absent=False)


@reflects(BaseRangeField)
def _range(field: Any) -> Reflection:
    return server_rule(field, {"type": "object"}, readings="parts", absent=False)


STOCK.update(
    dict.fromkeys((IntegerRangeField, DecimalRangeField, DateTimeRangeField, DateRangeField), _range)
)
