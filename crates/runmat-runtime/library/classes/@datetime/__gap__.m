function x = __gap__(~)
  % __gap__(t): an element that nothing has been assigned to is no time.
  x = NaN;
end
