raise AssertionError("tests are left out")
