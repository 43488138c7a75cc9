function x = __gap__(~)
  % __gap__(c): an element that nothing has been assigned to is undefined.
  x = NaN;
end
